/** What is built runs where package.json says that it runs: in the oldest Node, and in the browsers of `browserslist`. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { parse } from 'acorn';
import browserslist from 'browserslist';
import { ESLint, type Linter } from 'eslint';
import baseline from 'eslint-plugin-baseline-js';
import compat from 'eslint-plugin-compat';

const FOLDER = fileURLToPath(new URL('../dist/browser/', import.meta.url));

const EXPORTS = {
  vitrine: ['VitrineError', 'createRecommender', 'provideRecommender', 'startCapture'],
  elements: ['VitrinePrivacy', 'VitrineSearch', 'VitrineShelf'],
  react: ['Privacy', 'RecommenderProvider', 'Search', 'Shelf', 'useRecommender', 'useShelf'],
  vue: ['Privacy', 'RecommenderPlugin', 'Search', 'Shelf', 'useRecommender', 'useShelf'],
};

/** What a browser on the floor may lack, as the two linters name it, and how the code goes on without it. */
const CHECKED = {
  requestIdleCallback: 'a timer',
  'navigator.connection()': 'one connection speed for all',
  'Network Information': 'the same',
  WebGPU: 'WebAssembly',
  'Shared worker': 'an engine of its own in each tab',
  'Global privacy control': 'no signal',
  'document.prerendering()': 'the page counts as shown',
  'Atomics.waitAsync()': "onnxruntime's threads wait by messages",
  WebNN: 'never asked for',
  'getYear() and setYear()': "no year: a function of onnxruntime's own, named so",
};

for (const [entry, names] of Object.entries(EXPORTS))
  test(`${entry}.js imports in Node ${process.versions.node} and exports what is meant and no more`, async () => {
    const module = (await import(pathToFileURL(`${FOLDER}${entry}.js`).href)) as object;
    expect(Object.keys(module).sort()).toEqual(names);
  });

/** The scripts that one imports before it runs. */
const imported = (name: string) =>
  parse(readFileSync(FOLDER + name, 'utf8'), { ecmaVersion: 2022, sourceType: 'module' }).body.flatMap(
    (node) => (node.type === 'ImportDeclaration' ? [String(node.source.value).replace('./', '')] : []),
  );

for (const name of ['vitrine-entry.js', 'vitrine-embedder-entry.js'])
  test(`${name} starts its worker with one more script, because each is one more answer to wait for`, () => {
    const [next, ...others] = imported(name);
    expect(others).toEqual([]);
    expect(imported(next!)).toEqual([]);
  });

/** A script, and all that it imports before it runs. */
const withImports = (name: string): string[] => [...new Set([name, ...imported(name).flatMap(withImports)])];

test('the sizes count every script that an entry imports', () => {
  const limits = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    'size-limit': readonly { readonly name: string; readonly path: readonly string[] }[];
  };
  const counted = (name: string) =>
    limits['size-limit']
      .find((one) => one.name === name)!
      .path.map((path) => path.replace('dist/browser/', ''))
      .sort();
  const page = withImports('vitrine.js');
  expect(counted('script tag entry')).toEqual(page.toSorted());
  const all = new Set([...page, ...withImports('elements.js')]);
  expect(counted('entry with elements')).toEqual([...all].sort());
  const late = ['vitrine-capture.js', 'vitrine-follow-consent.js'].flatMap(withImports);
  expect(counted('capture and consent, loaded when idle')).toEqual(
    [...new Set(late)].filter((name) => !page.includes(name)).sort(),
  );
});

test('every built script is ES2022, which the oldest supported browsers parse', () => {
  const scripts = readdirSync(FOLDER).filter((name) => name.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(20);
  for (const name of scripts)
    parse(readFileSync(FOLDER + name, 'utf8'), { ecmaVersion: 2022, sourceType: 'module' });
});

test('no built script needs a global or a method that the oldest supported browsers lack', async () => {
  test.setTimeout(120_000);
  expect(browserslist()).toContain('safari 16.4');
  const rules: Linter.RulesRecord = {
    'compat/compat': 'error',
    'baseline-js/use-baseline': [
      'error',
      { available: 2023, includeWebApis: { preset: 'auto' }, includeJsBuiltins: { preset: 'auto' } },
    ],
  };
  const eslint = new ESLint({
    cwd: FOLDER,
    overrideConfigFile: true,
    allowInlineConfig: false,
    ignore: false,
    overrideConfig: [
      {
        files: ['**/*.js'],
        plugins: { compat, 'baseline-js': { rules: baseline.rules } },
        settings: { lintAllEsApis: true },
        rules,
      },
    ],
  });
  const found = (await eslint.lintFiles(['*.js'])).flatMap(({ filePath, messages }) =>
    messages.map(({ message }) => `${filePath.slice(FOLDER.length)}: ${message}`),
  );
  expect(found.join('\n')).toContain('WebGPU'); // the linters do see what is there
  const isChecked = (message: string) => Object.keys(CHECKED).some((name) => message.includes(name));
  expect(found.filter((message) => !isChecked(message))).toEqual([]);
});
