/**
 * The page's own workers, which no other page shares. Their own chunk: most pages share an engine, and neither search nor
 * keep a history for the first time.
 */
import type { Overwrite } from '../core/ports.ts';
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

/**
 * Overwrites a file for the engine.
 *
 * @param connect Is given, not imported: else bundlers put what the two share into one more file before the first shelf.
 */
export async function overwriteBy(connect: typeof connectTo, ...given: Parameters<Overwrite>): Promise<void> {
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
