import type { Side } from '../core/ports.ts';
import { createEmbedder } from '../model/embedder.ts';
import { cores } from './cores.ts';
import type { ModelFolder } from './model-folder.ts';
import { loadRuntime } from './runtime.ts';

/** Vectors of length 1, `[texts * dim]`, in the order of the texts. */
export interface Embeddings {
  readonly dim: number;
  readonly embeddings: Float32Array<ArrayBuffer>;
}

/**
 * Called with the number of texts done, and, if they are available, with the vectors since the last call and the share of the
 * work that is done, in [0, 1].
 */
export type OnEmbedded = (done: number, vectors?: Float32Array<ArrayBuffer>, share?: number) => void;

/**
 * @param ends Index after the last text of each chunk that is embedded together. Default: chunks of equal length.
 * @param side What the texts are; some models prefix queries. Default: `document`.
 */
export type EmbedItems = (
  model: ModelFolder,
  texts: readonly string[],
  onDone: OnEmbedded,
  ends?: readonly number[],
  side?: Side,
) => Promise<Embeddings>;

const CHUNK = 256; // texts between two steps of the progress bar; enough to group texts of similar length

/** On WebAssembly each thread is a worker of its own, so a machine with very many cores gets fewer threads than cores. */
const MAX_THREADS = 16;

/** Embeds with the fastest onnxruntime that is installed, on every core. */
export const embedAll: EmbedItems = async (
  model,
  texts,
  onDone,
  ends = equalChunks(texts.length),
  side = 'document',
) => {
  const { load } = await loadRuntime();
  const threads = Math.min(MAX_THREADS, cores());
  const embedder = await createEmbedder(model.read, { threads, loadRuntime: load });
  const { dim } = embedder;
  const tokens = embedder.tokenize(texts, side);
  const all = tokens.reduce((sum, text) => sum + workOf(text), 0);
  const embeddings = new Float32Array(texts.length * dim);
  let [from, done, work] = [0, 0, 0];
  onDone(done, undefined, work);
  for (const end of ends) {
    const chunk = tokens.slice(from, end);
    const vectors = await embedder.embedTokens(chunk, (batch) => {
      done += batch.length;
      work += batch.reduce((sum, text) => sum + workOf(chunk[text]!), 0);
      onDone(done, undefined, work / all);
    });
    vectors.forEach((vector, i) => {
      embeddings.set(vector, (from + i) * dim);
    });
    onDone(end, embeddings.subarray(from * dim, end * dim), work / all);
    from = end;
  }
  await embedder.dispose();
  return { dim, embeddings };
};

/** A text takes about as long as it has tokens. */
const workOf = ({ length }: { readonly length: number }): number => Math.max(1, length);

function equalChunks(count: number): number[] {
  return Array.from({ length: Math.ceil(count / CHUNK) }, (_, i) => Math.min(count, (i + 1) * CHUNK));
}
