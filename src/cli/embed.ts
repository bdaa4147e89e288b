import { createEmbedder } from '../model/embedder.ts';
import type { ModelFolder } from './model-folder.ts';

/** Unit rows `[texts * dim]`, in the order of the texts. */
export interface Embeddings {
  readonly dim: number;
  readonly embeddings: Float32Array<ArrayBuffer>;
}

export type EmbedItems = (
  model: ModelFolder,
  texts: readonly string[],
  onDone: (done: number) => void,
) => Promise<Embeddings>;

const CHUNK = 256; // texts between two steps of the progress bar; enough to batch by length

/** Embeds with onnxruntime on two threads: more gain nothing on a model this small. */
export const embedAll: EmbedItems = async (model, texts, onDone) => {
  const embedder = await createEmbedder(model.read, {
    threads: 2,
    loadRuntime: () => import('onnxruntime-web'),
  });
  const embeddings = new Float32Array(texts.length * embedder.dim);
  for (let from = 0; from < texts.length; from += CHUNK) {
    const vectors = await embedder.embed(texts.slice(from, from + CHUNK));
    vectors.forEach((vector, i) => {
      embeddings.set(vector, (from + i) * embedder.dim);
    });
    onDone(Math.min(texts.length, from + CHUNK));
  }
  await embedder.dispose();
  return { dim: embedder.dim, embeddings };
};
