import type { InferenceSession, Tensor } from 'onnxruntime-common';

/** The used part of onnxruntime, which each of its builds has. */
interface Common {
  readonly env: { readonly wasm: { numThreads?: number; wasmPaths?: unknown; wasmBinary?: unknown } };
  readonly InferenceSession: {
    create(model: Uint8Array, options: InferenceSession.SessionOptions): Promise<InferenceSession>;
  };
}

/** For text models: they take token ids. */
export interface Runtime extends Common {
  readonly Tensor: new (type: 'int64', data: BigInt64Array, dims: readonly number[]) => Tensor;
}

/** For image models: they take pixels. */
export interface ImageRuntime extends Common {
  readonly Tensor: new (type: 'float32', data: Float32Array, dims: readonly number[]) => Tensor;
}
