import { defineConfig } from 'vite';

// The library: the page's entry, and beside it the two workers and onnxruntime's wasm, found by relative address,
// so that the folder works from any path of any host.
export default defineConfig({
  base: './',
  publicDir: false,
  worker: {
    format: 'es',
    rolldownOptions: { output: { entryFileNames: 'vitrine-[name].js', assetFileNames: '[name][extname]' } },
  },
  build: {
    target: 'es2022',
    outDir: 'dist/browser',
    assetsDir: '.',
    modulePreload: false,
    rolldownOptions: {
      input: { vitrine: 'src/index.ts' },
      preserveEntrySignatures: 'strict',
      output: { entryFileNames: '[name].js', assetFileNames: '[name][extname]' },
    },
  },
});
