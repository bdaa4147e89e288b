import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { CheapestFirst } from './cheapest-first.ts';
import { createKeptThread, endKeptThread } from './kept-thread.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The tests that mutants meet: those of the mutated folders, and of folders that use them, as far as they are quick. */
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
    include: process.env['VITRINE_TESTS']?.split(' ') ?? ['src/{core,pack,store,worker,learn}/**/*.test.ts'],
    exclude: [
      'src/{core,pack,worker,learn}/**/*.browser.test.ts',
      'src/store/large.browser.test.ts', // seconds
      'src/pack/bombs.test.ts', // a gigabyte
      'src/learn/{leak,private,learn}.test.ts', // seconds
    ],
    setupFiles: here('setup.ts'),
    tags: [{ name: 'slow' }],
    sequence: { sequencer: CheapestFirst },
    testTimeout: 600_000, // the first run counts what each test reaches, which is slow in hot loops
  },
});
