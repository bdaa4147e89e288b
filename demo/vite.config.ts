import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { kernelPlugin } from '../src/bundle/kernel.ts';
import { shopPlugin } from './server/plugin.ts';

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

export default defineConfig({
  root: at('.'),
  publicDir: at('../public'),
  appType: 'mpa', // an address without a page is a 404
  cacheDir: at('../node_modules/.vite/demo'),
  server: {
    port: 5173,
    strictPort: false,
    fs: { allow: [at('..')] },
    // Compiles the kernel before the first page asks for it.
    warmup: { clientFiles: ['./client/main.ts', '../src/worker/entry.ts'] },
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
  plugins: [kernelPlugin(), shopPlugin(process.env['VITRINE_DEMO'])],
  worker: { format: 'es', plugins: () => [kernelPlugin()] },
  // Named, because Vite reloads the page when it finds a dependency late, such as one that only the worker imports.
  optimizeDeps: {
    include: [
      ...['comlink', 'idb', 'valibot'],
      ...['cloudinary', 'contentful', 'imagekit', 'imgix', 'shopify'].map(
        (name) => `unpic/providers/${name}`,
      ),
      ...['react', 'react/jsx-dev-runtime', 'react-dom/client', 'vue'],
    ],
    exclude: ['onnxruntime-web'],
  },
});
