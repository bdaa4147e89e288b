import { withDigest } from './digest.ts';
import type { Manifest, PackFile } from './manifest.ts';
import { sha256 } from './sha256.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Collects the files of a pack. */
export interface PackFiles {
  /** By name. */
  readonly files: Map<string, Bytes>;
  /** Adds a file. Its name is `name`, the start of its content's SHA-256, and `extension`. */
  add(name: string, extension: string, bytes: Bytes): Promise<PackFile>;
}

/** A pack that can be written to a folder: its files by name, with `manifest.json`, and the manifest as an object. */
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

/** Adds `manifest.json`, with its digest, to the pack's files. */
export async function withManifest(
  files: Map<string, Bytes>,
  content: Omit<Manifest, 'digest'>,
): Promise<EncodedPack> {
  const manifest = await withDigest(content);
  files.set('manifest.json', new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`));
  return { manifest, files };
}
