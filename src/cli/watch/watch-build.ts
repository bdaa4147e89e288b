import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { VitrineError } from '../../errors.ts';
import type { Io } from '../io.ts';
import { tellError } from '../tell-error.ts';
import { stampsOf, type Inputs } from './input-files.ts';
import { watch } from './watch.ts';

/**
 * Builds, and builds again on every change of an input file, until Ctrl-C. If a build fails, the last pack stays.
 *
 * @param build One build, with its report.
 * @throws {VitrineError} If the first build fails for another reason than its input files, such as a model that is missing.
 */
export async function watchBuild(
  inputs: Inputs,
  build: () => Promise<void>,
  io: Io,
  json: boolean,
): Promise<void> {
  let isFirst = true;
  const rebuild = async () => {
    try {
      await build();
    } catch (error) {
      if (isFirst && !(error instanceof VitrineError && error.code === 'bad-catalogue')) throw error;
      if (error instanceof VitrineError) tellError(error, io, json);
      else io.err(`vitrine: the build failed: ${String((error as Error).stack ?? error)}\n`);
      io.err(kept(inputs.out));
    }
    isFirst = false;
    io.err(`${now()} Watching the input files. Ctrl-C ends it.\n`);
  };
  const changed = (paths: readonly string[]) => {
    const [first = '', ...more] = paths;
    io.err(
      `${now()} Changed: ${first}${more.length > 0 ? ` and ${more.length} more` : ''}. Building again.\n`,
    );
  };
  const stop = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        stop.abort();
        io.err('Stopped.\n');
        resolve();
      });
  });
  // A build that runs is left: the next one finishes or removes what it had begun to write.
  await Promise.race([watch({ stamps: () => stampsOf(inputs), rebuild, changed }, stop.signal), stopped]);
}

function kept(out: string | undefined): string {
  const hasPack =
    out !== undefined && ['manifest.json', 'languages.json'].some((name) => existsSync(join(out, name)));
  return hasPack ? `The last pack in ${out} stays as it is.\n` : 'There is no pack yet.\n';
}

function now(): string {
  return new Date().toTimeString().slice(0, 8);
}
