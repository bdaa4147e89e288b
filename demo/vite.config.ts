import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { kernelPlugin } from '../src/bundle/kernel.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * What a user gets from npm and from the folder `vitrine/` comes from the sources here, so that a change shows at once.
 * The longer names come first.
 */
const SOURCES: readonly (readonly [RegExp, string])[] = [
  [/^vitrine\/elements$/, 'widgets/define.ts'],
  [/^vitrine\/react$/, 'react/index.ts'],
  [/^vitrine\/vue$/, 'vue/index.ts'],
  [/^vitrine$|^\/vitrine\/vitrine\.js$/, 'index.ts'],
  [/^\/vitrine\/vitrine\.css/, 'widgets/vitrine.css'],
];

// The policy of a careful shop: no inline scripts, no inline styles, no other origin.
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
    // Compiles the kernel before the first page asks for it.
    warmup: { clientFiles: ['./main.ts', '../src/worker/entry.ts'] },
  },
  resolve: {
    alias: SOURCES.map(([find, file]) => ({ find, replacement: at(`../src/${file}`) })),
  },
  // Vue warns on the console if these are left undefined.
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: false,
  },
  plugins: [kernelPlugin()],
  worker: { format: 'es', plugins: () => [kernelPlugin()] },
  // Named, because Vite reloads the page when it finds a dependency late, such as one that only the worker imports.
  optimizeDeps: {
    include: [
      ...['comlink', 'idb', 'valibot'],
      ...['react', 'react/jsx-dev-runtime', 'react-dom/client', 'vue'],
    ],
    exclude: ['onnxruntime-web'],
  },
});
