import { VitrineError } from '../errors.ts';
import type { SearchOptions, Shelf } from '../types.ts';
import type { CallEngine } from '../worker/serve-engine.ts';
import type { Query, QueryKind } from '../worker/query.ts';
import type { Embedded, QueryImage, QueryModel } from '../worker/text-model.ts';

/** How much of a text is read, in characters: a text model reads no more words than these hold. */
const MAX_TEXT = 4000;

/** Makes the vector of a query with the model given. */
export type EmbedQuery = (model: QueryModel, query: string | QueryImage) => Promise<Embedded>;

/**
 * Searches by a text or by an image: embeds it with the pack's model, and has the engine compare the vector.
 *
 * @throws {VitrineError} `bad-argument`, `model-load`, and what opening the engine throws.
 */
export async function search(
  kind: QueryKind,
  given: unknown,
  request: SearchOptions | undefined,
  { call, embed }: { call: CallEngine; embed: EmbedQuery },
): Promise<Shelf> {
  const content = contentOf(kind, given);
  for (;;) {
    const query: Query = content === '' ? { kind: 'none' } : await embedded(content);
    const shelf = await call('search', query, request);
    if (shelf) return shelf; // else a pack with another model has come meanwhile
  }

  async function embedded(query: string | QueryImage): Promise<Query> {
    const model = await call('queryModel', kind, request);
    const made = await embed(model, query);
    return typeof query === 'string'
      ? { kind: 'text', model, text: query, ...made }
      : { kind: 'image', model, ...made };
  }
}

function contentOf(kind: QueryKind, given: unknown): string | QueryImage {
  if (kind === 'text') {
    if (typeof given === 'string') return given.trim() && given.slice(0, MAX_TEXT);
    throw new VitrineError('bad-argument', `search takes a string, got ${typeof given}`);
  }
  if (given instanceof Blob || given instanceof ImageBitmap || given instanceof ImageData) return given;
  throw new VitrineError('bad-argument', 'image must be a Blob, an ImageBitmap or an ImageData');
}
