/** The models of texts and of images, which a page runs. Its own chunk, loaded with the first search or feed. */
import type { Remote } from 'comlink';
import type { FetchedFile, SearchOptions, Shelf, TextSearchOptions } from '../types.ts';
import type { connect as connectTo, Connection } from '../wire/connect.ts';
import type { EmbedderApi } from '../worker/serve-embedder.ts';
import type { CallEngine } from '../worker/serve-engine.ts';
import type { QueryKind } from '../worker/query.ts';
import type { EmbeddedTexts, EmbedTexts, QueryImage, QueryModel } from '../worker/text-model.ts';
import { createIdleSession } from './idle-session.ts';
import { searchByImage, searchByText, type QueryEmbedder } from './search.ts';

export interface ModelHost {
  /** For the engine, which embeds items that the pack lacks, and feeds. */
  readonly embed: EmbedTexts;
  searchByText(call: CallEngine, given: unknown, options: TextSearchOptions | undefined): Promise<Shelf>;
  searchByImage(call: CallEngine, given: unknown, options: SearchOptions | undefined): Promise<Shelf>;
  /** What the models' workers have fetched. */
  fetched(): readonly FetchedFile[];
  close(): void;
}

interface Session {
  readonly connection: Connection<EmbedderApi>;
  readonly taken: Omit<EmbeddedTexts, 'vectors'>;
}

/**
 * Models that load with their first use, each in a worker of its own, and are freed when idle.
 *
 * Both parameters are given, not imported: else bundlers put what two scripts share into one more file.
 */
export function createModelHost(connect: typeof connectTo, startEmbedder: () => Worker): ModelHost {
  const fetched = new Map<QueryKind, readonly FetchedFile[]>();
  const end = ({ connection }: Session) => {
    connection.close();
  };

  /** Starts a worker and opens a model in it. */
  async function start(
    kind: QueryKind,
    open: (api: Remote<EmbedderApi>) => Promise<Session['taken']>,
  ): Promise<Session> {
    const connection = connect<EmbedderApi>(startEmbedder());
    try {
      const taken = await connection.call(open);
      fetched.set(kind, await connection.call((api) => api.fetched()));
      return { connection, taken };
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  const texts = createIdleSession((model: QueryModel) => start('text', (api) => api.openTexts(model)), end);
  const images = createIdleSession(
    (model: QueryModel) => start('image', (api) => api.openImages(model)),
    end,
  );

  const embed: EmbedTexts = (model, given, side) =>
    texts.use([model], async ({ connection, taken }) => {
      const vectors = await connection.call((api) => api.embedTexts(given, side));
      return { vectors, ...taken };
    });
  const textEmbedder: QueryEmbedder = {
    get isReady() {
      return texts.isOpen;
    },
    embed: async (model, text) => {
      const { vectors, ...taken } = await embed(model, [text as string], 'query');
      return { vector: vectors[0]!, ...taken };
    },
  };
  const imageEmbedder: QueryEmbedder = {
    get isReady() {
      return images.isOpen;
    },
    embed: (model, image) =>
      images.use([model], async ({ connection, taken }) => {
        const vector = await connection.call((api) => api.embedImage(image as QueryImage));
        return { vector, ...taken };
      }),
  };

  return {
    embed,
    searchByText: (call, given, options) => searchByText(given, options, { call, embedder: textEmbedder }),
    searchByImage: (call, given, options) => searchByImage(given, options, { call, embedder: imageEmbedder }),
    fetched: () => [...fetched.values()].flat(),
    close: () => {
      texts.close();
      images.close();
    },
  };
}
