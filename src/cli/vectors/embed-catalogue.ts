import { join } from 'node:path';
import { VitrineError } from '../../errors.ts';
import type { EmbedItems, Embeddings } from '../embed.ts';
import type { ModelFolder } from '../model-folder.ts';
import type { Progress } from '../progress.ts';
import { loadRuntime } from '../runtime.ts';
import { defaultCache, modelDigest } from './cache-folder.ts';
import { fillStore, readStore, type Part } from './embed-texts.ts';
import { fasterHint } from './faster-hint.ts';
import { digestOf } from './frames.ts';
import { openVectorStore } from './vector-store.ts';

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
    const missing = new Set(texts.filter((text) => !store.has(digestOf(text))));
    if (parts !== undefined && missing.size > 0) throw partsLack(missing.size, parts);
    const hint = fasterHint(name, missing.size);
    if (hint !== undefined) progress.say(hint);
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

function partsLack(texts: number, folder: string): VitrineError {
  return new VitrineError(
    'bad-argument',
    `${folder} lacks the vectors of ${texts} texts: check that all jobs have ended and that they read this catalogue`,
  );
}
