import { createHash } from 'node:crypto';
import { relative } from 'node:path';
import { CheckStatus } from '@stryker-mutator/api/check';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** One mutant of so many is tested: `VITRINE_MUTANTS_OF`. */
const OF = Number(process.env.VITRINE_MUTANTS_OF);

/** Which of as many samples, from 1: no two have a mutant in common. Without `VITRINE_MUTANTS_SAMPLE` the first. */
const SAMPLE = Number(process.env.VITRINE_MUTANTS_SAMPLE ?? 1);

/** Whether a mutant is in the sample: always the same ones, whatever else is mutated. */
function isChosen({ fileName, location, mutatorName, replacement }) {
  const [, path] = relative('.', fileName).split(/(src.*)/);
  const digest = createHash('sha256')
    .update(JSON.stringify([path, location, mutatorName, replacement]))
    .digest();
  return digest.readUInt32LE() % OF === SAMPLE - 1;
}

/** A checker, since Stryker has no samples: it leaves the other mutants out of the score, as if they did not compile. */
class Sample {
  init() {
    return Promise.resolve();
  }

  check(mutants) {
    const verdict = (mutant) =>
      isChosen(mutant)
        ? { status: CheckStatus.Passed }
        : { status: CheckStatus.CompileError, reason: 'not in the sample' };
    return Promise.resolve(Object.fromEntries(mutants.map((mutant) => [mutant.id, verdict(mutant)])));
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Checker, 'sample', Sample)];
