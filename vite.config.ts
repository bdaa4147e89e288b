import { playwright } from '@vitest/browser-playwright';
import browserslistToEsbuild from 'browserslist-to-esbuild';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { kernelPlugin } from './src/bundle/kernel.ts';
import { plainImportPlugin } from './src/bundle/preload.ts';
import { wgslPlugin } from './src/bundle/wgsl.ts';
import { noticePlugin } from './src/bundle/notice.ts';
import { runtimePlugin } from './src/bundle/runtime.ts';
import { hashOfSources, shopFolderPlugin } from './src/bundle/shop-folder.ts';
import { BROWSER_ARGS, findBrowser } from './e2e/browser.ts';
import type { Engine } from './e2e/engines/engine.ts';
import { providerOf } from './e2e/engines/provider.ts';

/** Tests that assert on times or memory: one after the other, on one worker. */
const ALONE = ['src/testing/*-growth.test.ts', 'src/pack/bombs.test.ts'];
/** Beside them run the tests in browsers, as one more process. */
const ONE_BY_ONE = { maxWorkers: 1, sequence: { groupOrder: 1 } };
/** The original model takes minutes if its code is counted, and it is not Vitrine's. */
const NOT_COVERED = process.argv.includes('--coverage') ? ['models/reference.test.ts'] : [];
const NEEDS_BROWSER = '{src,models}/**/*.browser.test.ts';

/** Vite would stop in the middle of a run to bundle what it meets first in a test. */
const BUNDLED_FIRST = ['idb', 'fast-check', 'valibot', 'comlink'];
const FRAMEWORKS = ['react', 'react-dom/client', 'react-dom/server', 'vue', 'vue/server-renderer'];

/** The tests of what differs between browsers: their storage, and their WebAssembly. */
function inEngine(
  browser: 'firefox' | 'webkit',
  start: () => Promise<Engine>,
  ...without: readonly string[]
): TestProjectInlineConfiguration {
  return {
    extends: true,
    optimizeDeps: { include: BUNDLED_FIRST },
    test: {
      ...ONE_BY_ONE,
      name: browser,
      include: ['src/{store,wasm}/**/*.browser.test.ts'],
      // The limits of a large history are those of Chromium.
      exclude: ['src/store/large.browser.test.ts', ...without],
      testTimeout: 60_000,
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: providerOf(browser, start),
        instances: [{ browser }],
      },
    },
  };
}

export default defineConfig({
  plugins: [kernelPlugin(), wgslPlugin(), plainImportPlugin(), shopFolderPlugin(), noticePlugin('vitrine')],
  // The library: the page's entry, and beside it the workers, found by relative address, so that the folder works from any path of any host.
  base: './',
  define: { __VITRINE_CODE__: JSON.stringify(hashOfSources()) },
  publicDir: false,
  worker: {
    format: 'es',
    plugins: () => [kernelPlugin(), wgslPlugin(), runtimePlugin(), noticePlugin('vitrine')],
    rolldownOptions: {
      output: {
        entryFileNames: 'vitrine-[name].js',
        // By content, since each worker is a build of its own, and two of them may have a chunk of one name.
        chunkFileNames: 'vitrine-[name]-[hash].js',
        assetFileNames: '[name][extname]',
        // All that a worker starts with is one file, beside its first script: see `src/worker/entry.ts`.
        codeSplitting: {
          groups: [
            { name: 'engine', test: /\/src\/worker\/serve-engine\.ts$/ },
            { name: 'embedder', test: /\/src\/worker\/serve-embedder\.ts$/ },
          ],
        },
      },
    },
  },
  build: {
    target: browserslistToEsbuild(),
    outDir: 'dist/browser',
    assetsDir: '.',
    modulePreload: false,
    rolldownOptions: {
      input: {
        vitrine: 'src/index.ts',
        elements: 'src/widgets/define.ts',
        react: 'src/react/index.ts',
        vue: 'src/vue/index.ts',
      },
      external: ['react', 'vue'],
      // An entry exports what its module does, and nothing that other files share with it.
      preserveEntrySignatures: 'strict',
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'vitrine-[name].js',
        assetFileNames: '[name][extname]',
        // All that the script tag's module needs is one file, which the other entries share: it has one address, whatever
        // query the tag gives the module's own. With it comes what several later scripts share: Firefox never asks again
        // for a script that another one imports.
        codeSplitting: {
          groups: [
            { name: 'page', test: /\/src\/(page\/script-tag|core\/schema\/node|page\/capture\/tap)\.ts$/ },
            // What the elements' later parts share with them.
            {
              name: 'widgets',
              test: /\/src\/widgets\/(?:css\/(?:sheet\.ts|common\.css)|strings\/(?:en|panel\/panel-languages)\.ts|(?:h|card|price|number|item-image|safe-url|events|titles|next-frame|language|event-kind|quoted|merge-strings)\.ts)/,
            },
            // With what its later parts share.
            { name: 'capture', test: /\/src\/page\/capture\/capture\.ts$/ },
          ],
        },
      },
    },
  },
  test: {
    coverage: {
      include: ['src/**/*.ts'],
      exclude: ['**/*.test.ts', '**/*.contract.ts', '**/testing/**', '**/*.d.ts'],
      reportsDirectory: '.cache/coverage',
      reporter: ['json-summary', 'json', 'html'],
      reportOnFailure: true,
    },
    tags: [{ name: 'slow', description: 'takes seconds, which no mutant waits for' }],
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['{src,models,demo,e2e,docs}/**/*.test.ts'],
          exclude: [NEEDS_BROWSER, '**/node_modules/**', ...ALONE, ...NOT_COVERED],
          testTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: { ...ONE_BY_ONE, name: 'node-alone', include: ALONE, testTimeout: 60_000 },
      },
      {
        extends: true,
        optimizeDeps: { include: [...BUNDLED_FIRST, ...FRAMEWORKS] },
        test: {
          ...ONE_BY_ONE,
          name: 'browser',
          include: [NEEDS_BROWSER],
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: findBrowser(), args: BROWSER_ARGS } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      inEngine('firefox', async () => (await import('./e2e/engines/firefox.ts')).startFirefox()),
      inEngine(
        'webkit',
        async () => (await import('./e2e/engines/webkit.ts')).startWebKit(),
        'src/store/half-file.browser.test.ts',
      ),
    ],
  },
});
