/** Overwrites files for the engine. Its own chunk, loaded when a history is first kept, and when it is erased. */
import type { Overwrite } from '../core/ports.ts';
import type { connect as connectTo } from '../wire/connect.ts';
import { startWorker } from '../wire/start-worker.ts';
import type { OverwriteApi } from '../worker/overwrite-entry.ts';

/** @param connect Is given, not imported: else bundlers put what the two share into one more file before the first shelf. */
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
