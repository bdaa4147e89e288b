import { VitrineError } from '../errors.ts';
import type { SearchOptions, Shelf, TextSearchOptions } from '../types.ts';
import type { CallEngine } from '../worker/serve-engine.ts';
import type { EmbeddedQuery, Query, QueryKind } from '../worker/query.ts';
import type { Embedded, QueryImage, QueryModel } from '../worker/text-model.ts';
import { expect, oneOf } from './options.ts';
import { warn } from './warn.ts';

/** How much of a text is read, in characters: a text model reads no more words than these hold. */
const MAX_TEXT = 4000;
/** If the best item has so large a share of a text's words, its meaning would change little. */
const ENOUGH = 0.6;

/** A model that a page runs, for one kind of query. */
export interface QueryEmbedder {
  /** Whether the model is ready, so that no search waits for it. */
  readonly isReady: boolean;
  /** Makes the vector of a query with the model given. */
  embed(model: QueryModel, query: string | QueryImage): Promise<Embedded>;
}

interface Page {
  readonly call: CallEngine;
  readonly embedder: QueryEmbedder;
}

/**
 * Searches by an image: embeds it with the pack's model, and has the engine compare the vector.
 *
 * @throws {VitrineError} `bad-argument`, `model-load`, and what opening the engine throws.
 */
export async function searchByImage(
  image: unknown,
  request: SearchOptions | undefined,
  page: Page,
): Promise<Shelf> {
  if (!(image instanceof Blob || image instanceof ImageBitmap || image instanceof ImageData))
    throw new VitrineError('bad-argument', 'image must be a Blob, an ImageBitmap or an ImageData');
  return compare(page, request, async () => ({
    kind: 'image',
    ...(await embed('image', image, request, page)),
  }));
}

/**
 * Searches by the words of a text, and by its meaning as `TextSearchOptions` says.
 *
 * @throws {VitrineError} `bad-argument`, `model-load` if it must wait for the model, and what opening the engine throws.
 */
export async function searchByText(
  given: unknown,
  options: TextSearchOptions | undefined,
  page: Page,
): Promise<Shelf> {
  if (typeof given !== 'string')
    throw new VitrineError('bad-argument', `search takes a string, got ${typeof given}`);
  const { meaning, typing, onWords, request } = checked(options);
  const text = given.trim() && given.slice(0, MAX_TEXT);
  if (text === '') return compare(page, request, () => ({ kind: 'none' }));

  const words = { kind: 'text', text, typing } as const;
  const byWords = () => compare(page, request, () => words);
  const byMeaning = () =>
    compare(page, request, async () => ({ ...words, ...(await embed('text', text, request, page)) }));
  if (meaning === 'off') return byWords();
  if (page.embedder.isReady || (meaning === 'wait' && !onWords)) return byMeaning();

  const found = await byWords();
  const isEnough = (found.coverage ?? 0) >= ENOUGH && found.items.length > 0;
  if (meaning === 'wait') {
    onWords?.(found);
    return byMeaning();
  }
  if (!canAfford()) return found;
  if (isEnough) {
    // The next search has the model. It is loaded whatever was found, so that its request does not tell the host about that.
    embed('text', text, request, page).catch(warn);
    return found;
  }
  onWords?.(found);
  return byMeaning().catch((error: unknown) => {
    warn(error); // what the words find is better than an error
    return found;
  });
}

/** What only the page reads of the options, and the request for the engine, which checks that. */
function checked(options: TextSearchOptions = {}) {
  expect('the options', options, typeof options === 'object' && (options as unknown) !== null, 'an object');
  const { meaning = 'auto', typing = false, onWords, ...request } = options;
  oneOf('meaning', meaning, 'auto wait off');
  expect('typing', typing, typeof typing === 'boolean', 'a boolean');
  expect('onWords', onWords, onWords === undefined || typeof onWords === 'function', 'a function');
  return { meaning, typing, onWords, request };
}

/** Has the engine compare a query, which is made again if a pack with another model has come meanwhile. */
async function compare(
  { call }: Page,
  request: SearchOptions | undefined,
  make: () => Query | Promise<Query>,
): Promise<Shelf> {
  for (;;) {
    const shelf = await call('search', await make(), request);
    if (shelf) return shelf;
  }
}

async function embed(
  kind: QueryKind,
  content: string | QueryImage,
  request: SearchOptions | undefined,
  { call, embedder }: Page,
): Promise<EmbeddedQuery> {
  const model = await call('queryModel', kind, request);
  return { model, ...(await embedder.embed(model, content)) };
}

/** Whether the device is one for a model of several megabytes. */
function canAfford(): boolean {
  const { connection, deviceMemory = 8 } = navigator as {
    connection?: { saveData?: boolean };
    deviceMemory?: number;
  };
  return connection?.saveData !== true && deviceMemory > 1;
}
