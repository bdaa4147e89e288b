// How one folder's mutants are tested. `npm run mutation` names the folders: see src/testing/mutation/main.ts.
const isSample = process.env.VITRINE_MUTANTS_OF !== undefined;

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'src/testing/mutation/vitest.config.ts', related: false },
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  plugins: ['@stryker-mutator/vitest-runner', './src/testing/mutation/sample.js'],
  checkers: isSample ? ['sample'] : [],
  ignorePatterns: ['dist', 'demo', 'e2e', 'public', '.cache', 'models/use-lite', 'docs/.vitepress'],
  tempDirName: '.cache/stryker',
  jsonReporter: { fileName: '.cache/mutation/report.json' },
  htmlReporter: { fileName: '.cache/mutation/report.html' },
  reporters: ['clear-text', 'progress', 'html', 'json'],
  clearTextReporter: { allowColor: false, reportTests: false, reportMutants: false },
  concurrency: 2,
  timeoutMS: 40_000,
};
