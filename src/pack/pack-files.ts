import type { PackFile } from './manifest.ts';
import { sha256 } from './sha256.ts';

export type Bytes = Uint8Array<ArrayBuffer>;

/** The files of a pack while it is made: every one but the manifest is named by its content. */
export interface PackFiles {
  readonly files: Map<string, Bytes>;
  add(name: string, extension: string, bytes: Bytes): Promise<PackFile>;
}

export function createPackFiles(): PackFiles {
  const files = new Map<string, Bytes>();
  return {
    files,
    async add(name, extension, bytes) {
      const hash = await sha256(bytes);
      const file = `${name}-${hash.slice(0, 16)}.${extension}`;
      files.set(file, bytes);
      return { file, bytes: bytes.length, sha256: hash };
    },
  };
}
