import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mkdtempSync } from 'node:fs';
import { build, preview, type InlineConfig, type PreviewServer } from 'vite';
import { kernelPlugin } from '../../src/bundle/kernel.ts';
import { watPlugin } from './wat.ts';

// Files keep their names, so that a runtime finds its wasm beside its script.
const output = {
  entryFileNames: '[name].js',
  chunkFileNames: 'chunk-[name]-[hash].js',
  assetFileNames: '[name][extname]',
};
const plugins = () => [kernelPlugin(), watPlugin()];

/** Builds a page and its worker, and serves them cross-origin isolated. */
export async function serveBench(page = 'index.html'): Promise<PreviewServer & { readonly folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-bench-'));
  const root = fileURLToPath(new URL('.', import.meta.url));
  const config: InlineConfig = {
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'error',
    base: './',
    plugins: plugins(),
    // These onnxruntime bundles take the address of their wasm, and start threads from a separate file.
    resolve: {
      conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'development|production'],
    },
    worker: { format: 'es', plugins, rolldownOptions: { output } },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'esnext',
      assetsDir: '.',
      assetsInlineLimit: 0,
      modulePreload: false,
      reportCompressedSize: false,
      rolldownOptions: { output, input: join(root, page) },
    },
    preview: {
      port: 0,
      host: '127.0.0.1',
      headers: {
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Embedder-Policy': 'require-corp',
      },
    },
  };
  await build(config);
  return Object.assign(await preview(config), { folder });
}
