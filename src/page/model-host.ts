/** The models of texts and of pictures, which a page runs. Its own chunk, loaded with the first text or photo. */
import type { Remote } from 'comlink';
import { startWorker } from '../wire/start-worker.ts';
import type { FetchedFile, Provider } from '../types.ts';
import type { connect as connectTo, Connection } from '../wire/connect.ts';
import type { EmbedderApi, Photo } from '../worker/embedder-entry.ts';
import type { EmbeddedTexts, EmbedTexts, ModelSource, PackModel } from '../worker/text-model.ts';
import { createIdleSession } from './idle-session.ts';

export interface ModelHost {
  /** For the engine. */
  readonly embed: EmbedTexts;
  /** A photo as a unit vector; it goes no further than this page's own worker. */
  embedPhoto(model: PackModel, photo: Photo): Promise<Float32Array<ArrayBuffer>>;
  /** What the models' workers have fetched. */
  fetched(): readonly FetchedFile[];
  close(): void;
}

interface Session {
  readonly connection: Connection<EmbedderApi>;
  readonly taken: Omit<EmbeddedTexts, 'vectors'>;
}

/**
 * Models that load with their first use, each in a worker of its own, and leave when idle.
 *
 * @param connect Given, not imported: else bundlers put what the two share into one more file before the first shelf.
 */
export function createModelHost(connect: typeof connectTo): ModelHost {
  const fetched = new Map<string, readonly FetchedFile[]>();
  const end = ({ connection }: Session) => {
    connection.close();
  };

  /** Starts a worker and opens a model in it. */
  async function start(
    what: 'texts' | 'photos',
    open: (api: Remote<EmbedderApi>) => Promise<Session['taken']>,
  ): Promise<Session> {
    const worker = () =>
      new Worker(new URL('../worker/embedder-entry.ts', import.meta.url), {
        type: 'module',
        name: 'vitrine-model',
      });
    const connection = connect<EmbedderApi>(startWorker(import.meta.url, worker));
    try {
      const taken = await connection.call(open);
      fetched.set(what, await connection.call((api) => api.fetched()));
      return { connection, taken };
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  const texts = createIdleSession(
    (source: ModelSource, wanted: Provider) => start('texts', (api) => api.open(source, wanted)),
    end,
  );
  const photos = createIdleSession(
    (model: PackModel) => start('photos', (api) => api.openImages(model)),
    end,
  );
  return {
    embed: (source, wanted, given, side) =>
      texts.use([source, wanted], async ({ connection, taken }) => {
        const vectors = await connection.call((api) => api.embed(given, side));
        return { vectors, ...taken };
      }),
    embedPhoto: (model, photo) =>
      photos.use([model], ({ connection }) => connection.call((api) => api.embedImage(photo))),
    fetched: () => [...fetched.values()].flat(),
    close: () => {
      texts.close();
      photos.close();
    },
  };
}
