// Mutation tests of the parts that must not be wrong: `npm run mutation -- --mutate 'src/pack/**/*.ts,!**/*.test.ts'` for one of them.
const tests = ['**/*.test.ts', '**/*.contract.ts', '**/testing/**'];
const isSample = process.env.VITRINE_MUTANTS_OF !== undefined;

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: ['src/{core,pack,store}/**/*.ts', ...tests.map((path) => `!src/${path}`)],
  testRunner: 'vitest',
  vitest: { configFile: 'src/testing/mutation/vitest.config.ts', related: false },
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  plugins: ['@stryker-mutator/vitest-runner', './src/testing/mutation/sample.js'],
  checkers: isSample ? ['sample'] : [],
  ignorePatterns: ['dist', 'demo', 'e2e', 'public', '.cache', 'models/use-lite', 'docs/.vitepress'],
  tempDirName: '.cache/stryker',
  incremental: !isSample,
  incrementalFile: '.cache/stryker-incremental.json',
  jsonReporter: { fileName: '.cache/mutation/report.json' },
  htmlReporter: { fileName: '.cache/mutation/report.html' },
  reporters: ['clear-text', 'progress', 'html', 'json'],
  clearTextReporter: { allowColor: false, reportTests: false, reportMutants: false },
  concurrency: 2,
  timeoutMS: 40_000,
  thresholds: { high: 90, low: 80, break: 80 },
};
