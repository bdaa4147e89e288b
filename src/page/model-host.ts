/** The text model, which a page runs for the engine. Its own chunk, loaded with the first text. */
import { startWorker } from '../start-worker.ts';
import type { FetchedFile, Provider } from '../types.ts';
import type { connect as connectTo, Connection } from '../worker/connect.ts';
import type { EmbedderApi } from '../worker/embedder-entry.ts';
import type { EmbeddedTexts, EmbedTexts, ModelSource } from '../worker/text-model.ts';

const IDLE = 60_000; // ms without a text, after which the model's memory is given back

export interface ModelHost {
  readonly embed: EmbedTexts;
  /** What the model's worker has fetched. */
  fetched(): readonly FetchedFile[];
  close(): void;
}

interface Session {
  readonly connection: Connection<EmbedderApi>;
  readonly taken: Omit<EmbeddedTexts, 'vectors'>;
  readonly fetched: readonly FetchedFile[];
}

/**
 * A text model that loads with the first text, in a worker of its own, and leaves when idle.
 *
 * @param connect Given, not imported: else bundlers put what the two share into one more file before the first shelf.
 */
export function createModelHost(connect: typeof connectTo): ModelHost {
  let session: Promise<Session> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let fetched: readonly FetchedFile[] = [];

  async function open(source: ModelSource, wanted: Provider): Promise<Session> {
    session ??= start(connect, source, wanted);
    session.catch(() => {
      session = undefined; // may be retried
    });
    const opened = await session;
    ({ fetched } = opened);
    return opened;
  }

  function close(): void {
    clearTimeout(timer);
    const closing = session;
    session = undefined;
    closing?.then(
      ({ connection }) => {
        connection.close();
      },
      () => undefined,
    );
  }

  return {
    embed: async (source, wanted, texts) => {
      clearTimeout(timer);
      const { connection, taken } = await open(source, wanted);
      const vectors = await connection.call((api) => api.embed(texts));
      clearTimeout(timer);
      timer = setTimeout(close, IDLE);
      return { vectors, ...taken };
    },
    fetched: () => fetched,
    close,
  };
}

async function start(connect: typeof connectTo, source: ModelSource, wanted: Provider): Promise<Session> {
  const worker = () =>
    new Worker(new URL('../worker/embedder-entry.ts', import.meta.url), {
      type: 'module',
      name: 'vitrine-model',
    });
  const connection = connect<EmbedderApi>(startWorker(import.meta.url, worker));
  try {
    const taken = await connection.call((api) => api.open(source, wanted));
    return { connection, taken, fetched: await connection.call((api) => api.fetched()) };
  } catch (error) {
    connection.close();
    throw error;
  }
}
