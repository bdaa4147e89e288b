import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { CheapestFirst } from './cheapest-first.ts';
import { createKeptThread, endKeptThread } from './kept-thread.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The tests that mutants meet: those that `VITRINE_TESTS` names, without those that are tagged as slow. */
export default defineConfig({
  root: here('../../..'),
  plugins: [
    {
      name: 'kept-thread',
      configureVitest: ({ project, vitest }) => {
        vitest.onClose(endKeptThread);
        // Here, since Stryker asks for threads that end with each run.
        Object.assign(project.config, {
          isolate: false,
          tagsFilter: ['!slow'],
          pool: 'kept-thread',
          poolRunner: { name: 'kept-thread', createPoolWorker: createKeptThread },
        });
      },
    },
  ],
  resolve: { alias: [{ find: /^fast-check$/, replacement: here('few-runs.ts') }] },
  test: {
    include: process.env['VITRINE_TESTS']?.split(' ') ?? [],
    exclude: [
      'src/{core,pack,worker}/**/*.browser.test.ts', // the store's do without a browser: see browser.ts
      'src/store/large.browser.test.ts', // seconds
      'src/pack/bombs.test.ts', // a gigabyte
    ],
    setupFiles: here('setup.ts'),
    tags: [{ name: 'slow' }],
    sequence: { sequencer: CheapestFirst },
    testTimeout: 600_000, // the first run counts what each test reaches, which is slow in hot loops
  },
});
