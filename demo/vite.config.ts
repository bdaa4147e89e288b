import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { kernelPlugin } from '../src/bundle/kernel.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// What a careful shop would send: no inline script, no inline style, no other origin.
const policy = ["default-src 'self'", "script-src 'self' 'wasm-unsafe-eval'", "worker-src 'self' blob:"].join(
  '; ',
);

export default defineConfig({
  root: at('.'),
  publicDir: at('../public'),
  cacheDir: at('../node_modules/.vite/demo'),
  server: {
    port: 5173,
    strictPort: false,
    fs: { allow: [at('..')] },
    headers: { 'Content-Security-Policy': policy },
    // Compiles the kernel before somebody waits for it.
    warmup: { clientFiles: ['./main.ts', '../src/worker/entry.ts'] },
  },
  plugins: [kernelPlugin()],
  worker: { format: 'es', plugins: () => [kernelPlugin()] },
  // Named, since a dependency that Vite meets only in the worker would have it load the page again.
  optimizeDeps: { include: ['comlink', 'idb', 'valibot'], exclude: ['onnxruntime-web'] },
});
