import * as ort from 'onnxruntime-web/wasm';
import mjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { Searcher } from '../contender.ts';
import { ortIndex } from './ort-session.ts';

/** onnxruntime-web on WebAssembly SIMD, with the vectors in an ONNX model. */
export function ortGemm(threads: number): Searcher {
  return {
    prepare: (data) => {
      ort.env.wasm.numThreads = threads;
      ort.env.wasm.wasmPaths = { mjs: absolute(mjs), wasm: absolute(wasm) };
      return ortIndex(ort, data, { executionProviders: ['wasm'] });
    },
  };
}

function absolute(url: string): string {
  return new URL(url, self.location.href).href;
}
