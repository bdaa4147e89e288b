import * as ort from 'onnxruntime-web/webgpu';
import mjs from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import type { Searcher } from '../contender.ts';
import { ortIndex } from './ort-session.ts';

/**
 * onnxruntime-web on WebGPU. It has no TopK there, so all scores come back and WebAssembly chooses. On a software
 * adapter its product is slow whichever way it is asked for: with the operands exchanged, or as MatMul over columns.
 */
export const ortGemmWebgpu: Searcher = {
  prepare: (data) => {
    ort.env.wasm.numThreads = 1;
    ort.env.wasm.wasmPaths = { mjs: absolute(mjs), wasm: absolute(wasm) };
    ort.env.logLevel = 'error'; // it warns of every node that stays off the GPU
    return ortIndex(ort, data, { executionProviders: ['webgpu'] });
  },
};

function absolute(url: string): string {
  return new URL(url, self.location.href).href;
}
