/**
 * The page's own workers, which no other page shares. Their own chunk: most pages share an engine, and neither search nor
 * keep a history for the first time.
 */
import type { Overwrite } from '../core/ports.ts';
import type { VitrineError } from '../errors.ts';
import type { connect as connectTo } from '../wire/connect.ts';
import { startWorker } from '../wire/start-worker.ts';
import type { OverwriteApi } from '../worker/overwrite-entry.ts';
import { starting } from './start-engine.ts';

/** An engine of the page's own. @throws {VitrineError} `worker-load` */
export function startOwn(): Worker {
  return starting(() =>
    startWorker(
      () => new Worker(new URL('../worker/entry.ts', import.meta.url), { type: 'module', name: 'vitrine' }),
    ),
  );
}

export function startEmbedder(): Worker {
  return startWorker(
    () =>
      new Worker(new URL('../worker/embedder-entry.ts', import.meta.url), {
        type: 'module',
        name: 'vitrine-model',
      }),
  );
}

/** Milliseconds before the worker is started once more: the engine does not wait long. */
const PAUSE = 300;

/**
 * Overwrites a file for the engine. A busy host may fail at the worker's script, so it is started twice.
 *
 * @param connect Is given, not imported: else bundlers put what the two share into one more file before the first shelf.
 */
export function overwriteBy(connect: typeof connectTo, ...given: Parameters<Overwrite>): Promise<void> {
  return overwriteOnce(connect, given).catch(async (error: unknown) => {
    if ((error as Partial<VitrineError>).code !== 'worker-load') throw error;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    return overwriteOnce(connect, given);
  });
}

async function overwriteOnce(connect: typeof connectTo, given: Parameters<Overwrite>): Promise<void> {
  const worker = () =>
    new Worker(new URL('../worker/overwrite-entry.ts', import.meta.url), {
      type: 'module',
      name: 'vitrine-overwrite',
    });
  const connection = connect<OverwriteApi>(startWorker(worker));
  try {
    await connection.call((api) => api.overwrite(...given));
  } finally {
    connection.close();
  }
}
