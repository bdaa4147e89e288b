import { VitrineError } from '../errors.ts';
import type { Manifest } from '../pack/manifest.ts';
import { startWorker } from '../start-worker.ts';
import type { Provider } from '../types.ts';
import { connect, type Connection } from './connect.ts';
import type { EmbedderApi } from './embedder-entry.ts';

/** A text as a vector, and what computed it. */
export interface Embedded {
  readonly vector: Float32Array<ArrayBuffer>;
  readonly provider: Provider;
  readonly reason?: string;
}

export interface TextModel {
  /** @throws {VitrineError} `model-load` if the pack has no model or it cannot be loaded. */
  embed(text: string): Promise<Embedded>;
  dispose(): void;
}

const IDLE = 60_000; // ms without a search, after which the model's memory is given back

/** A text model that loads with the first text, in a worker of its own, and leaves when idle. */
export function createTextModel(manifestUrl: string, model: Manifest['model'], wanted: Provider): TextModel {
  let session: Promise<Session> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function open(): Promise<Session> {
    session ??= start(manifestUrl, model, wanted);
    session.catch(() => {
      session = undefined; // may be retried
    });
    return session;
  }

  function dispose(): void {
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
    embed: async (text) => {
      clearTimeout(timer);
      const { connection, ...taken } = await open();
      const [vector] = await connection.call((api) => api.embed([text]));
      clearTimeout(timer);
      timer = setTimeout(dispose, IDLE);
      return { vector: vector!, ...taken };
    },
    dispose,
  };
}

interface Session {
  readonly connection: Connection<EmbedderApi>;
  readonly provider: Provider;
  readonly reason?: string;
}

async function start(manifestUrl: string, model: Manifest['model'], wanted: Provider): Promise<Session> {
  if (!model)
    throw new VitrineError('model-load', 'the pack was built without a text model, so it cannot search');
  const connection = connect<EmbedderApi>(
    startWorker(
      import.meta.url,
      () =>
        new Worker(new URL('./embedder-entry.ts', import.meta.url), {
          type: 'module',
          name: 'vitrine-model',
        }),
    ),
  );
  try {
    return { connection, ...(await connection.call((api) => api.open(manifestUrl, model.files, wanted))) };
  } catch (error) {
    connection.close();
    throw error;
  }
}
