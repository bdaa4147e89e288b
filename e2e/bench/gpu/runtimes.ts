/** The WebAssembly of onnxruntime-web's bundles that a page loads, by provider. */
export const RUNTIMES = {
  wasm: 'ort-wasm-simd-threaded.wasm',
  webgpu: 'ort-wasm-simd-threaded.asyncify.wasm',
} as const;
