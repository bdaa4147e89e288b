import { availableParallelism } from 'node:os';
import { createEmbedder } from '../model/embedder.ts';
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

/** @param ends Index after the last text of each chunk that is embedded together. Default: chunks of equal length. */
export type EmbedItems = (
  model: ModelFolder,
  texts: readonly string[],
  onDone: OnEmbedded,
  ends?: readonly number[],
) => Promise<Embeddings>;

const CHUNK = 256; // texts between two steps of the progress bar; enough to group texts of similar length

/** On WebAssembly each thread is a worker of its own, so a machine with very many cores gets fewer threads than cores. */
const MAX_THREADS = 16;

/** Embeds with the fastest onnxruntime that is installed, on every core. */
export const embedAll: EmbedItems = async (model, texts, onDone, ends = equalChunks(texts.length)) => {
  const { load } = await loadRuntime();
  const threads = Math.min(MAX_THREADS, availableParallelism());
  const embedder = await createEmbedder(model.read, { threads, loadRuntime: load });
  const { dim } = embedder;
  const tokens = embedder.tokenize(texts);
  const doneAt = sharesDone(tokens);
  const embeddings = new Float32Array(texts.length * dim);
  onDone(0, undefined, 0);
  let from = 0;
  for (const end of ends) {
    const vectors = await embedder.embedTokens(tokens.slice(from, end));
    vectors.forEach((vector, i) => {
      embeddings.set(vector, (from + i) * dim);
    });
    onDone(end, embeddings.subarray(from * dim, end * dim), doneAt(end));
    from = end;
  }
  await embedder.dispose();
  return { dim, embeddings };
};

/** Gives the share of all tokens that the first texts have: a text takes about as long as it has tokens. */
function sharesDone(tokens: readonly { readonly length: number }[]): (texts: number) => number {
  let sum = 0;
  const sums = Float64Array.from(tokens, ({ length }) => (sum += Math.max(1, length)));
  return (texts) => (texts === 0 ? 0 : sums[texts - 1]! / sum);
}

function equalChunks(count: number): number[] {
  return Array.from({ length: Math.ceil(count / CHUNK) }, (_, i) => Math.min(count, (i + 1) * CHUNK));
}
