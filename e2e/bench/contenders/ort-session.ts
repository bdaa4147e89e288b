import type { InferenceSession, TensorConstructor, InferenceSessionFactory } from 'onnxruntime-web';
import type { BenchData, Index } from '../contender.ts';
import { gemmTopK, VECTORS_FILE } from './onnx-bytes.ts';

/** The part of onnxruntime-web that both of its bundles have. */
interface Runtime {
  readonly InferenceSession: InferenceSessionFactory;
  readonly Tensor: TensorConstructor;
}

/** onnxruntime-web over the model of `onnx-bytes.ts`. */
export async function ortIndex(
  { InferenceSession, Tensor }: Runtime,
  { vectors, count, dim }: BenchData,
  options: InferenceSession.SessionOptions,
): Promise<Index> {
  const data = new Uint8Array(vectors.buffer);
  const session = await InferenceSession.create(gemmTopK(count, dim), {
    ...options,
    externalData: [{ path: VECTORS_FILE, data }],
  });
  return {
    async search(query, k) {
      const found = await session.run({
        query: new Tensor('float32', query, [1, dim]),
        k: new Tensor('int64', BigInt64Array.of(BigInt(k)), [1]),
      });
      const ids = found['rows']!.data as BigInt64Array;
      return { ids: Array.from(ids, Number), scores: Array.from(found['values']!.data as Float32Array) };
    },
    dispose: () => session.release(),
  };
}
