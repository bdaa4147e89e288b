import type { EmbedItems, Embeddings } from '../embed.ts';
import type { ModelFolder } from '../model-folder.ts';
import type { Progress } from '../progress.ts';
import type { VectorStore } from './vector-store.ts';

/**
 * Texts that are embedded together. A text's vector depends, in its last bits, on what it is computed beside, so chunks are
 * of the whole catalogue's distinct texts in order, whoever computes them and however often it is interrupted.
 */
const CHUNK = 256;

/** One of several machines that each embed a part of the chunks. */
export interface Part {
  /** From 0. */
  readonly index: number;
  readonly of: number;
}

/** Embeds what the store lacks. @returns How many texts were. */
export async function fillStore(
  model: ModelFolder,
  texts: readonly string[],
  store: VectorStore,
  embed: EmbedItems,
  progress: Progress,
  { index, of }: Part = { index: 0, of: 1 },
): Promise<number> {
  const distinct = [...new Set(texts)];
  const missing: string[] = [];
  const ends: number[] = [];
  for (let chunk = index; chunk * CHUNK < distinct.length; chunk += of) {
    const before = missing.length;
    missing.push(...distinct.slice(chunk * CHUNK, (chunk + 1) * CHUNK).filter((text) => !store.has(text)));
    if (missing.length > before) ends.push(missing.length);
  }
  if (missing.length === 0) return 0;
  progress.start('Embedding', missing.length);
  let kept = 0;
  const keep = (end: number, vectors: Float32Array) => {
    store.append(missing.slice(kept, end), vectors);
    kept = end;
  };
  const onDone = (done: number, vectors?: Float32Array) => {
    if (vectors) keep(done, vectors);
    progress.advance(done);
  };
  const { dim, embeddings } = await embed(model, missing, onDone, ends);
  if (kept < missing.length) keep(missing.length, embeddings.subarray(kept * dim));
  progress.end();
  return missing.length;
}

/** The vectors of texts that a store has all of, one after the other. */
export function readStore(texts: readonly string[], store: VectorStore): Embeddings {
  const dim = store.read(texts[0]!).length;
  const embeddings = new Float32Array(texts.length * dim);
  texts.forEach((text, i) => {
    embeddings.set(store.read(text), i * dim);
  });
  return { dim, embeddings };
}
