import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { VitrineError } from '../errors.ts';
import { encodeDelta } from '../pack/encode-delta.ts';
import { encodePack } from '../pack/encode.ts';
import type { EncodeOptions, PackInput } from '../pack/input.ts';
import type { ReadFile } from '../pack/load.ts';
import { filesOf, parseManifest } from '../pack/manifest.ts';
import type { EncodedPack } from '../pack/pack-files.ts';
import { nodeDeflate } from './node-deflate.ts';

/** A pack, and its difference from the previous pack. */
export interface EncodedBuild extends EncodedPack {
  /** Whether files of the previous pack were kept. */
  readonly delta: boolean;
  /** Bytes that a shopper who has the previous pack must fetch. */
  readonly freshBytes: number;
  /** Names of the previous pack's files. */
  readonly had: ReadonlySet<string>;
}

/** Reads the files of a pack in a folder. */
export function folderReader(folder: string): ReadFile {
  return async (name) => new Uint8Array(await readFile(join(folder, name))).buffer;
}

/**
 * Encodes a pack. If little has changed since the previous pack, its unchanged files are kept.
 *
 * @param previous Folder of the previous pack; a folder without a readable pack is ignored.
 */
export async function encodeBuild(
  input: PackInput,
  { previous, ...options }: EncodeOptions & { readonly previous?: string | undefined },
): Promise<EncodedBuild> {
  const encode = { deflate: nodeDeflate, ...options };
  const read =
    previous !== undefined && existsSync(join(previous, 'manifest.json'))
      ? folderReader(previous)
      : undefined;
  const before = read && (await manifestBefore(read));
  const changes = read && before && (await deltaOf(input, read, encode));
  const { manifest, files } = changes ?? (await encodePack(input, encode));
  const had = new Set(before?.map(({ file }) => file));
  let freshBytes = files.get('manifest.json')!.length;
  for (const { file, bytes } of filesOf(manifest)) {
    if (!had.has(file)) freshBytes += bytes;
    if (!files.has(file)) files.set(file, new Uint8Array(await read!(file)));
  }
  return { manifest, files, delta: changes !== undefined, freshBytes, had };
}

async function manifestBefore(read: ReadFile) {
  try {
    return filesOf(await parseManifest(new TextDecoder().decode(await read('manifest.json'))));
  } catch (error) {
    if (error instanceof VitrineError) return undefined; // damaged, or of another version
    throw error;
  }
}

async function deltaOf(input: PackInput, read: ReadFile, options: EncodeOptions) {
  try {
    return await encodeDelta(input, read, options);
  } catch (error) {
    // The previous pack is damaged or lacks a file, so everything is encoded anew.
    if (error instanceof VitrineError && error.code !== 'bad-pack') throw error;
    return undefined;
  }
}
