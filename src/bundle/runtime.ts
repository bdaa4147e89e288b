import type { Plugin } from 'vite';

const OWN_WASM = /new URL\("(ort-wasm[^"]+\.wasm)",import\.meta\.url\)\.href/g;

/** Keeps onnxruntime's WebAssembly out of the folder of scripts: it comes with a model, see `loadBrowserRuntime`. */
export function runtimePlugin(): Plugin {
  return {
    name: 'vitrine-runtime',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /onnxruntime-web.*\.bundle\.min\.mjs$/ },
      handler: (code) => ({ code: code.replace(OWN_WASM, '"$1"'), map: null }),
    },
  };
}
