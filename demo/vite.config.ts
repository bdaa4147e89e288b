import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { kernelPlugin } from '../src/wasm/build-kernel.ts';

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
  },
  plugins: [kernelPlugin()],
  worker: { format: 'es', plugins: () => [kernelPlugin()] },
  optimizeDeps: { exclude: ['onnxruntime-web'] },
});
