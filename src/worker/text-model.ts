import type { Side } from '../core/ports.ts';
import { VitrineError } from '../errors.ts';
import type { Manifest } from '../pack/manifest.ts';
import type { Provider } from '../types.ts';

/** A text as a vector, and what computed it. */
export interface Embedded {
  readonly vector: Float32Array<ArrayBuffer>;
  readonly provider: Provider;
  readonly reason?: string;
}

export interface TextModel {
  /** The model's files, and what runs them. @throws {VitrineError} `model-load` if the pack was built without a model. */
  queryModel(): QueryModel;
  /** @throws {VitrineError} `model-load` if the pack has no model or it cannot be loaded. */
  embed(text: string, side?: Side): Promise<Embedded>;
  /** The same of many documents, in order. */
  embedAll(texts: readonly string[]): Promise<Float32Array<ArrayBuffer>[]>;
}

/** Where a text model's files are: a pack's, checked by their hashes, or a folder in the Hugging Face layout. */
export type ModelSource =
  | (PackModel & {
      /** From the model's vectors to the pack's; undefined if they are the same. */
      readonly projection?: Manifest['projection'];
    })
  | { readonly folder: string };

/** A model of a pack, by the address of its manifest. */
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

/** Texts as vectors, in order, and what computed them. */
export interface EmbeddedTexts {
  readonly vectors: Float32Array<ArrayBuffer>[];
  readonly provider: Provider;
  readonly reason?: string;
}

/** Embeds in a worker that a page starts, because a shared worker cannot start one. */
export type EmbedTexts = (model: QueryModel, texts: readonly string[], side: Side) => Promise<EmbeddedTexts>;

/** The text model as the engine sees it. */
export function createTextModel(
  source: ModelSource | undefined,
  provider: Provider,
  embedTexts: EmbedTexts,
): TextModel {
  function queryModel(): QueryModel {
    if (source) return { source, provider };
    throw new VitrineError('model-load', 'the pack has no text model: build it with one to search it');
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
