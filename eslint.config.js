import baseline from 'eslint-plugin-baseline-js';
import compat from 'eslint-plugin-compat';
import regexp from 'eslint-plugin-regexp';
import globals from 'globals';
import tseslint from 'typescript-eslint';

// The direction of imports: a folder may import the folders named, itself, and the vocabulary (types, errors).
const layers = {
  types: [],
  wire: [],
  core: [],
  pack: ['core'],
  gpu: ['core', 'pack'],
  wasm: ['core', 'pack', 'wire'],
  model: ['core', 'pack', 'wire'],
  store: ['core', 'pack', 'wire'],
  learn: ['core', 'pack'],
  worker: ['core', 'pack', 'gpu', 'wasm', 'model', 'store', 'wire'],
  page: ['core', 'worker', 'wire'],
  widgets: ['page'],
  react: ['widgets'],
  vue: ['widgets'],
  cli: ['core', 'pack', 'wasm', 'model', 'learn'], // wasm: an evaluation scores as a browser does
  bundle: [],
};
const direction = Object.entries(layers).map(([layer, allowed]) => {
  const banned = Object.keys(layers).filter(
    (name) => name !== layer && name !== 'types' && !allowed.includes(name),
  );
  const outside = {
    regex: `^(\\.\\./)+(${banned.join('|')})/`,
    message: `src/${layer} may import ${allowed.join(', ') || 'no other folder'}`,
  };
  return {
    files: [`src/${layer}/**/*.ts`],
    ignores: ['**/*.test.ts', '**/*.contract.ts', '**/testing/**', '**/vite.config.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [outside] }] },
  };
});
const sending = [
  ...['fetch', 'fetchLater', 'XMLHttpRequest', 'WebSocket', 'WebSocketStream', 'EventSource'],
  ...['WebTransport', 'RTCPeerConnection', 'importScripts'],
];
const useFetchFile = 'only wire/fetch-file.ts reaches the network, and only to read';

/** What a browser on the floor may lack, as `compat` names it: each use is behind a check. */
const checked = [
  'navigator.gpu', // WebAssembly scores instead
  'SharedWorker', // each tab has an engine of its own instead
  'Navigation', // `popstate` instead
  'requestIdleCallback', // a timer instead
];
/** The same as `baseline-js` names it, and what does no harm where it is not known. */
const checkedFeatures = [
  ...['webgpu', 'shared-workers', 'js-modules-shared-workers', 'navigation', 'requestidlecallback'],
  'canvas-2d-willreadfrequently', // a hint
];

export default tseslint.config(
  {
    ignores: [
      'dist',
      'public',
      'docs/.vitepress/dist',
      'docs/.vitepress/cache',
      '.cache',
      'models/use-lite',
      'models/onnxruntime',
      'src/wasm/kernel', // AssemblyScript: its compiler checks it
      '**/node_modules',
      'test-results',
      'playwright-report',
    ],
  },
  ...tseslint.configs.strict,
  ...tseslint.configs.stylistic,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off', // noUncheckedIndexedAccess makes it the idiom for array[i]!
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  { files: ['src/cli/**', 'models/**', 'demo/**', 'e2e/**', '*.config.*'], rules: { 'no-console': 'off' } },
  ...direction,
  {
    // One place fetches; nothing sends.
    files: ['src/**/*.ts'],
    ignores: ['src/cli/**', 'src/wire/fetch-file.ts', 'src/widgets/cart/ask-shop.ts', '**/*.test.ts'],
    rules: {
      'no-restricted-globals': ['error', ...sending.map((name) => ({ name, message: useFetchFile }))],
      'no-restricted-properties': [
        'error',
        ...['globalThis', 'self', 'window'].flatMap((object) =>
          sending.map((property) => ({ object, property, message: useFetchFile })),
        ),
        { object: 'navigator', property: 'sendBeacon', message: useFetchFile },
      ],
    },
  },
  {
    // What a page loads runs in every browser that package.json's browserslist names. `compat` knows what the platform
    // has, `baseline-js` what the language has; tsconfig.browser.json leaves out what is newer than ES2023.
    files: ['src/**/*.ts'],
    ignores: ['src/{cli,learn,bundle,testing}/**', '**/testing/**', '**/*.test.ts', '**/*.contract.ts'],
    plugins: { compat, 'baseline-js': baseline },
    settings: { lintAllEsApis: true, polyfills: checked },
    rules: {
      'compat/compat': 'error',
      'baseline-js/use-baseline': [
        'error',
        {
          available: 2023,
          includeWebApis: { preset: 'auto' },
          includeJsBuiltins: { preset: 'auto' },
          ignoreFeatures: checkedFeatures,
        },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='URL'][property.name=/^(canParse|parse)$/]",
          message: 'Safari has it from 17 or 18 on: wire/parse-url.ts',
        },
      ],
    },
  },
  {
    // Text of a page or a feed may be hostile: no expression may take time by the square of its length. The linter
    // sees what a proof shows, src/testing/expressions-growth.test.ts what a clock shows.
    files: ['src/**/*.ts', 'models/**/*.ts'],
    ignores: ['src/bundle/**', '**/*.test.ts', '**/*.contract.ts', '**/testing/**'], // they read our own files
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { ignoreSticky: false, report: 'potential' }],
    },
  },
  {
    files: ['demo/**/*.ts'],
    ignores: ['demo/prepare/**', 'demo/products/**', 'demo/start.ts', 'demo/*.config.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '(^|/)src/', message: "the demo imports what users import: 'vitrine'" }] },
      ],
    },
  },
);
