import type { Side } from '../core/ports.ts';
import { VitrineError } from '../errors.ts';
import type { Manifest } from '../pack/manifest.ts';
import type { Provider } from '../types.ts';

/** The vector of a query, and what computed it. */
export interface Embedded {
  readonly vector: Float32Array<ArrayBuffer>;
  readonly provider: Provider;
  readonly reason?: string;
}

export interface TextModel {
  /** The model's files, and what runs them. @throws {VitrineError} `model-load` if the pack was built without a model. */
  queryModel(): QueryModel;
  /** @throws {VitrineError} `model-load` if the pack has no model, or it cannot be loaded. */
  embed(text: string, side?: Side): Promise<Embedded>;
  /** The vectors of many documents, in their order. */
  embedAll(texts: readonly string[]): Promise<Float32Array<ArrayBuffer>[]>;
}

/** Where a model's files are: in a pack, whose hashes they must have, or in a folder in the Hugging Face layout. */
export type ModelSource =
  | (PackModel & {
      /** From the model's vectors to the pack's; undefined if they are the same. */
      readonly projection?: Manifest['projection'];
    })
  | { readonly folder: string };

/** A model of a pack. `manifest` is the absolute address of the pack's manifest. */
export interface PackModel {
  readonly manifest: string;
  readonly files: NonNullable<Manifest['model']>['files'];
}

/** An image to search by. It goes no further than the page's own worker. */
export type QueryImage = Blob | ImageBitmap | ImageData;

/** The model of texts or of images that makes the vector of a query. */
export interface QueryModel {
  readonly source: ModelSource;
  readonly provider: Provider;
}

/** The vectors of texts, in their order, and what computed them. */
export interface EmbeddedTexts {
  readonly vectors: Float32Array<ArrayBuffer>[];
  readonly provider: Provider;
  readonly reason?: string;
}

/** Embeds in a worker that a page starts, because a shared worker cannot start one. */
export type EmbedTexts = (model: QueryModel, texts: readonly string[], side: Side) => Promise<EmbeddedTexts>;

/** The engine's text model. It runs in a page: see `EmbedTexts`. */
export function createTextModel(
  source: ModelSource | undefined,
  provider: Provider,
  embedTexts: EmbedTexts,
): TextModel {
  function queryModel(): QueryModel {
    if (source) return { source, provider };
    throw new VitrineError(
      'model-load',
      'the pack has no text model: build it with one to search by meaning',
    );
  }

  async function embed(texts: readonly string[], side: Side = 'document'): Promise<EmbeddedTexts> {
    return embedTexts(queryModel(), texts, side);
  }

  return {
    queryModel,
    embed: async (text, side) => {
      const { vectors, ...taken } = await embed([text], side);
      return { vector: vectors[0]!, ...taken };
    },
    embedAll: async (texts) => (await embed(texts)).vectors,
  };
}
