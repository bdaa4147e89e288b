import { join } from 'node:path';
import { VitrineError } from '../../errors.ts';
import type { EmbedItems, Embeddings } from '../embed.ts';
import type { ModelFolder } from '../model-folder.ts';
import type { Progress } from '../progress.ts';
import { loadRuntime } from '../runtime.ts';
import { defaultCache, modelHash } from './cache-folder.ts';
import { fillStore, readStore, type Part } from './embed-texts.ts';
import { openVectorStore } from './vector-store.ts';

/** Where vectors are kept and found. */
export interface VectorOptions {
  /** Folder of what earlier builds have embedded. Default: the user's cache. */
  readonly cache?: string | undefined;
  /** Folder of what the jobs of a cluster have embedded: then nothing may be missing. */
  readonly parts?: string | undefined;
}

export interface EmbeddedCatalogue extends Embeddings {
  /** Texts that no earlier build had embedded. */
  readonly fresh: number;
}

/** Embeds a catalogue's texts, or takes the vectors from where they are kept. */
export async function embedCatalogue(
  model: ModelFolder,
  texts: readonly string[],
  { cache = defaultCache(), parts }: VectorOptions,
  embed: EmbedItems,
  progress: Progress,
): Promise<EmbeddedCatalogue> {
  const hash = await modelHash(model, (await loadRuntime()).name);
  const folder = parts ?? join(cache, 'embeddings', hash);
  // No other build takes the name, so that none writes where another does.
  const store = openVectorStore(folder, `${Date.now().toString(36)}-${process.pid}.vec`);
  try {
    if (parts !== undefined) checkParts(texts, (text) => store.has(text), parts);
    const fresh = await fillStore(model, texts, store, embed, progress);
    return { ...readStore(texts, store), fresh };
  } finally {
    store.close();
  }
}

/** Embeds one job's share of a catalogue into a file of `folder`. @returns How many texts were embedded. */
export async function embedPart(
  model: ModelFolder,
  texts: readonly string[],
  folder: string,
  part: Part,
  embed: EmbedItems,
  progress: Progress,
): Promise<number> {
  // A job that is started again goes on where it was killed.
  const store = openVectorStore(folder, `part-${part.index}-of-${part.of}.vec`);
  try {
    return await fillStore(model, texts, store, embed, progress, part);
  } finally {
    store.close();
  }
}

function checkParts(texts: readonly string[], has: (text: string) => boolean, folder: string): void {
  const missing = new Set(texts.filter((text) => !has(text))).size;
  if (missing > 0)
    throw new VitrineError(
      'bad-argument',
      `${folder} lacks the vectors of ${missing} texts: have all jobs ended, with this catalogue?`,
    );
}
