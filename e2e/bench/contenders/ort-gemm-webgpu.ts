import * as ort from 'onnxruntime-web/webgpu';
import mjs from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import type { Searcher } from '../contender.ts';
import { ortIndex } from './ort-session.ts';

/**
 * onnxruntime-web on WebGPU. It has no TopK there, so it reads back all scores and selects in WebAssembly. On a software
 * adapter its product is slow in every form: also with exchanged operands, and as MatMul over columns.
 */
export const ortGemmWebgpu: Searcher = {
  prepare: (data) => {
    ort.env.wasm.numThreads = 1;
    ort.env.wasm.wasmPaths = { mjs: absolute(mjs), wasm: absolute(wasm) };
    ort.env.logLevel = 'error'; // it warns about every node that does not run on the GPU
    return ortIndex(ort, data, { executionProviders: ['webgpu'] });
  },
};

function absolute(url: string): string {
  return new URL(url, self.location.href).href;
}
