/**
 * fast-check, but each property is tried a few times only, since thousands of mutants meet it, and always with the same
 * values, so that two runs kill the same mutants. Not with a limit of time: then the machine's load would kill mutants.
 */
import { createRequire } from 'node:module';
import type { IAsyncProperty, IProperty, Parameters } from 'fast-check';

const { default: fc } = createRequire(import.meta.url)('fast-check') as typeof import('fast-check');

/** How often a property is tried. */
const RUNS = 20;

export default {
  ...fc,
  assert: <Values>(property: IProperty<Values> | IAsyncProperty<Values>, options: Parameters<Values> = {}) =>
    fc.assert(property as IProperty<Values>, {
      ...options,
      numRuns: Math.min(RUNS, options.numRuns ?? RUNS),
      seed: 1,
    }),
};
