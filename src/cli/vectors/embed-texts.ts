import type { EmbedItems, Embeddings, OnEmbedded } from '../embed.ts';
import type { ModelFolder } from '../model-folder.ts';
import type { Progress } from '../progress.ts';
import { digestOf } from './frames.ts';
import type { VectorStore } from './vector-store.ts';

/** Number of texts that are embedded together. */
const CHUNK = 256;

/** One of several machines that each embed a part of the chunks. */
export interface Part {
  /** From 0. */
  readonly index: number;
  readonly of: number;
}

/** Embeds the texts that the store lacks. @returns The number of texts embedded. */
export async function fillStore(
  model: ModelFolder,
  texts: readonly string[],
  store: VectorStore,
  embed: EmbedItems,
  progress: Progress,
  { index, of }: Part = { index: 0, of: 1 },
): Promise<number> {
  const distinct = inOrder(texts);
  const missing: string[] = [];
  const ends: number[] = [];
  for (let chunk = index; chunk * CHUNK < distinct.length; chunk += of) {
    const before = missing.length;
    missing.push(
      ...distinct.slice(chunk * CHUNK, (chunk + 1) * CHUNK).filter((text) => !store.has(digestOf(text))),
    );
    if (missing.length > before) ends.push(missing.length);
  }
  if (missing.length === 0) return 0;
  progress.start('Embedding', missing.length);
  let kept = 0;
  const keep = (end: number, vectors: Float32Array) => {
    store.append(missing.slice(kept, end).map(digestOf), vectors);
    kept = end;
  };
  const onDone: OnEmbedded = (done, vectors, share) => {
    if (vectors) keep(done, vectors);
    progress.advance(done, share);
  };
  const { dim, embeddings } = await embed(model, missing, onDone, ends);
  if (kept < missing.length) keep(missing.length, embeddings.subarray(kept * dim));
  progress.end();
  return missing.length;
}

/**
 * The distinct texts, the longest first: texts of a chunk are then of about the same length, and what is left of a build never
 * takes longer for its share than what is done. The last bits of a text's vector depend on the other texts of its chunk, so the
 * order is that of the whole catalogue, whichever machine embeds a chunk and however often a build is interrupted.
 */
function inOrder(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort((a, b) => b.length - a.length);
}

/** Reads the vectors of texts, in their order. The store must have all of them. */
export function readStore(texts: readonly string[], store: VectorStore): Embeddings {
  const dim = store.read(digestOf(texts[0]!)).length;
  const embeddings = new Float32Array(texts.length * dim);
  texts.forEach((text, i) => {
    embeddings.set(store.read(digestOf(text)), i * dim);
  });
  return { dim, embeddings };
}
