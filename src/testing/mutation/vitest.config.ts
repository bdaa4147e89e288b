import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The tests that mutants meet: those of the mutated folders, and of folders that use them, as far as they are quick. */
export default defineConfig({
  root: fileURLToPath(new URL('../../..', import.meta.url)),
  test: {
    include: [
      'src/{core,pack,store,worker,learn}/**/*.test.ts',
      'src/store/indexed-db.browser.test.ts', // on an IndexedDB in memory
    ],
    exclude: [
      'src/{core,pack,worker,learn}/**/*.browser.test.ts',
      'src/store/large.browser.test.ts', // seconds
      'src/{pack,worker}/{formats,faults}.test.ts', // random damage: seconds for each mutant
    ],
    setupFiles: fileURLToPath(new URL('setup.ts', import.meta.url)),
    testTimeout: 600_000, // the first run counts what each test reaches, which is slow in hot loops,
  },
});
