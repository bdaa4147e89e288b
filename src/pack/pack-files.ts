import { withDigest } from './digest.ts';
import type { Manifest, PackFile } from './manifest.ts';
import { sha256 } from './sha256.ts';

export type Bytes = Uint8Array<ArrayBuffer>;

/** The files of a pack while it is made, by name. Every file but the manifest is named by its content. */
export interface PackFiles {
  readonly files: Map<string, Bytes>;
  add(name: string, extension: string, bytes: Bytes): Promise<PackFile>;
}

/** A pack as it is written: its files by name, `manifest.json` among them, and what `manifest.json` says. */
export interface EncodedPack {
  readonly manifest: Manifest;
  readonly files: Map<string, Bytes>;
}

export function createPackFiles(files = new Map<string, Bytes>()): PackFiles {
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

/** Adds `manifest.json`, with its digest, to the files that it names. */
export async function withManifest(
  files: Map<string, Bytes>,
  content: Omit<Manifest, 'digest'>,
): Promise<EncodedPack> {
  const manifest = await withDigest(content);
  files.set('manifest.json', new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`));
  return { manifest, files };
}
