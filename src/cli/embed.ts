import { createEmbedder } from '../model/embedder.ts';
import type { ModelFolder } from './model-folder.ts';
import { loadRuntime } from './runtime.ts';

/** Vectors of length 1, `[texts * dim]`, in the order of the texts. */
export interface Embeddings {
  readonly dim: number;
  readonly embeddings: Float32Array<ArrayBuffer>;
}

/**
 * @param onDone Called with the number of texts done, and, if it is available, with the vectors since the last call.
 * @param ends Index after the last text of each chunk that is embedded together. Default: chunks of equal length.
 */
export type EmbedItems = (
  model: ModelFolder,
  texts: readonly string[],
  onDone: (done: number, vectors?: Float32Array<ArrayBuffer>) => void,
  ends?: readonly number[],
) => Promise<Embeddings>;

const CHUNK = 256; // texts between two steps of the progress bar; enough to group texts of similar length

/** Embeds with onnxruntime on two threads: more threads gain nothing with a model this small. */
export const embedAll: EmbedItems = async (model, texts, onDone, ends = equalChunks(texts.length)) => {
  const { load } = await loadRuntime();
  const embedder = await createEmbedder(model.read, { threads: 2, loadRuntime: load });
  const { dim } = embedder;
  const embeddings = new Float32Array(texts.length * dim);
  let from = 0;
  for (const end of ends) {
    const vectors = await embedder.embed(texts.slice(from, end));
    vectors.forEach((vector, i) => {
      embeddings.set(vector, (from + i) * dim);
    });
    onDone(end, embeddings.subarray(from * dim, end * dim));
    from = end;
  }
  await embedder.dispose();
  return { dim, embeddings };
};

function equalChunks(count: number): number[] {
  return Array.from({ length: Math.ceil(count / CHUNK) }, (_, i) => Math.min(count, (i + 1) * CHUNK));
}
