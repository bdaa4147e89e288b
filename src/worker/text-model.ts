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
  /** The same of many, in order. */
  embedAll(texts: readonly string[]): Promise<Float32Array<ArrayBuffer>[]>;
  dispose(): void;
}

const IDLE = 60_000; // ms without a search, after which the model's memory is given back

/** Where a text model's files are: a pack's, checked by their hashes, or a folder in the Hugging Face layout. */
export type ModelSource =
  | { readonly manifest: string; readonly files: NonNullable<Manifest['model']>['files'] }
  | { readonly folder: string };

/** A text model that loads with the first text, in a worker of its own, and leaves when idle. */
export function createTextModel(source: ModelSource | undefined, wanted: Provider): TextModel {
  let session: Promise<Session> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function open(): Promise<Session> {
    session ??= start(source, wanted);
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

  async function embedAll(texts: readonly string[]) {
    clearTimeout(timer);
    const { connection, ...taken } = await open();
    const vectors = await connection.call((api) => api.embed(texts));
    clearTimeout(timer);
    timer = setTimeout(dispose, IDLE);
    return { vectors, taken };
  }

  return {
    embed: async (text) => {
      const { vectors, taken } = await embedAll([text]);
      return { vector: vectors[0]!, ...taken };
    },
    embedAll: async (texts) => (await embedAll(texts)).vectors,
    dispose,
  };
}

interface Session {
  readonly connection: Connection<EmbedderApi>;
  readonly provider: Provider;
  readonly reason?: string;
}

async function start(source: ModelSource | undefined, wanted: Provider): Promise<Session> {
  if (!source)
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
    return { connection, ...(await connection.call((api) => api.open(source, wanted))) };
  } catch (error) {
    connection.close();
    throw error;
  }
}
