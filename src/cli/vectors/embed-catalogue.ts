import { join } from 'node:path';
import { VitrineError } from '../../errors.ts';
import type { EmbedItems, Embeddings } from '../embed.ts';
import type { ModelFolder } from '../model-folder.ts';
import type { Progress } from '../progress.ts';
import { loadRuntime } from '../runtime.ts';
import { defaultCache, modelDigest } from './cache-folder.ts';
import { fillStore, readStore, type Part } from './embed-texts.ts';
import { digestOf } from './frames.ts';
import { openVectorStore, type VectorStore } from './vector-store.ts';

/** The folders that vectors are kept in. */
export interface VectorOptions {
  /** Folder of the vectors that earlier builds have embedded. Default: the user's cache. */
  readonly cache?: string | undefined;
  /** Folder of the vectors that the jobs of a cluster have embedded. It must have the vectors of all texts. */
  readonly parts?: string | undefined;
}

export interface EmbeddedCatalogue extends Embeddings {
  /** Number of texts that no earlier build had embedded. */
  readonly fresh: number;
}

/**
 * Gives the vectors of a catalogue's texts, and embeds only the texts that no earlier build has embedded.
 *
 * @throws {VitrineError} `bad-argument` if `parts` lacks a vector.
 */
export async function embedCatalogue(
  model: ModelFolder,
  texts: readonly string[],
  { cache = defaultCache(), parts }: VectorOptions,
  embed: EmbedItems,
  progress: Progress,
): Promise<EmbeddedCatalogue> {
  const { name } = await loadRuntime();
  const digest = modelDigest(await model.files(), name);
  const store = openVectorStore(parts ?? join(cache, 'embeddings', digest));
  try {
    if (parts !== undefined) checkParts(texts, (text) => store.has(digestOf(text)), parts);
    if (name === 'onnxruntime-web') sayFaster(texts, store, progress);
    const fresh = await fillStore(model, texts, store, embed, progress);
    return { ...readStore(texts, store), fresh };
  } finally {
    store.close();
  }
}

/** Embeds one job's share of a catalogue into a file of `folder`. @returns The number of texts embedded. */
export async function embedPart(
  model: ModelFolder,
  texts: readonly string[],
  folder: string,
  part: Part,
  embed: EmbedItems,
  progress: Progress,
): Promise<number> {
  // A job always has the same file, so that it resumes if it is killed and started again.
  const store = openVectorStore(folder, `part-${part.index}-of-${part.of}.vec`);
  try {
    return await fillStore(model, texts, store, embed, progress, part);
  } finally {
    store.close();
  }
}

/** Texts that take so long on WebAssembly that an installation is worth it. */
const MANY = 1000;

function sayFaster(texts: readonly string[], store: VectorStore, progress: Progress): void {
  if (texts.length < MANY || texts.filter((text) => !store.has(digestOf(text))).length < MANY) return;
  progress.say(
    'The text model runs on WebAssembly. It runs about four times as fast if onnxruntime-node is installed: ONNXRUNTIME_NODE_INSTALL=skip npm install onnxruntime-node',
  );
}

function checkParts(texts: readonly string[], has: (text: string) => boolean, folder: string): void {
  const missing = new Set(texts.filter((text) => !has(text))).size;
  if (missing > 0)
    throw new VitrineError(
      'bad-argument',
      `${folder} lacks the vectors of ${missing} texts: check that all jobs have ended and that they read this catalogue`,
    );
}
