import { VitrineError } from '../errors.ts';
import { COLUMN_NAMES, type Catalogue, type Columns } from '../core/catalogue.ts';
import { RANKING } from '../core/parameters.ts';
import { columnPriors } from '../core/ranking/priors.ts';
import { reordered } from '../core/table.ts';
import type { Item } from '../types/items.ts';
import type { Precision } from './coding.ts';
import type { Deflate } from './deflate.ts';
import type { RowWords } from './words-file.ts';

/** What a pack is made of. Every array has the items' order, which is that of the catalogue. */
export interface PackInput {
  readonly items: readonly Item[];
  /** Numbers in a vector of the text model: a multiple of 4. */
  readonly dim: number;
  /** `[count * dim]`, row-major, unit rows. */
  readonly embeddings: Float32Array<ArrayBuffer>;
  readonly columns: Columns;
  readonly tables?: Catalogue['tables'];
  /** Words of each item's description by which a search finds it. */
  readonly words?: RowWords;
  /** A BCP 47 tag: the language of all items, if it is known. */
  readonly language?: string;
  /** Categories whose items are never remembered. */
  readonly sensitive?: readonly string[];
  /** The text model's files, from path in the Hugging Face layout to content. A pack without them has no search by meaning. */
  readonly model?: { readonly id: string; readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>> };
  /** The name of a file beside the manifest that gives prices and stock later. */
  readonly prices?: string;
  /** Copied into the manifest, for people to read. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** How a pack is encoded. */
export interface EncodeOptions {
  readonly precision?: Precision;
  readonly deflate?: Deflate;
}

/**
 * @throws {VitrineError} `bad-shape` if an array has the wrong length or `dim` is not a multiple of 4; `bad-argument` if a
 *   vector is not finite.
 */
export function checkInput({ items, dim, embeddings, columns, words }: PackInput): void {
  const count = items.length;
  if (dim <= 0 || dim % 4 !== 0)
    throw new VitrineError('bad-shape', `dim must be a multiple of 4 above 0, got ${dim}`);
  if (embeddings.length !== count * dim)
    throw new VitrineError(
      'bad-shape',
      `embeddings must have ${count} rows of ${dim} numbers, got ${embeddings.length} numbers`,
    );
  const short = COLUMN_NAMES.find((name) => columns[name].length !== count);
  if (short)
    throw new VitrineError(
      'bad-shape',
      `columns.${short} must have a value for each of ${count} items, got ${columns[short].length}`,
    );
  if (words && words.length !== count)
    throw new VitrineError(
      'bad-shape',
      `words must have a list for each of ${count} items, got ${words.length}`,
    );
  const index = embeddings.findIndex((value) => !Number.isFinite(value));
  if (index >= 0)
    throw new VitrineError(
      'bad-argument',
      `embeddings must be finite, got ${embeddings[index]} for item ${items[Math.floor(index / dim)]!.id}; check the text model`,
    );
}

/** The same input with its items in the order of the shelf for a new shopper; ties in catalogue order. */
export function inRowOrder(input: PackInput): PackInput & Required<Pick<PackInput, 'tables'>> {
  const { items, dim, embeddings, columns, words, tables = {} } = input;
  const scores = columnPriors(columns, RANKING.mixes.cold);
  const order = Array.from(items.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b);
  const sorted = new Float32Array(embeddings.length);
  order.forEach((from, to) => {
    sorted.set(embeddings.subarray(from * dim, (from + 1) * dim), to * dim);
  });
  return {
    ...input,
    items: order.map((row) => items[row]!),
    ...(words && { words: order.map((row) => words[row]!) }),
    embeddings: sorted,
    columns: mapColumns(columns, (column) => Float32Array.from(order, (row) => column[row]!)),
    tables: Object.fromEntries(
      Object.entries(tables).map(([name, table]) => [name, reordered(table, order)]),
    ),
  };
}

/** Columns made of each column by `change`. */
export function mapColumns(
  columns: Columns,
  change: (column: Float32Array<ArrayBuffer>) => Float32Array<ArrayBuffer>,
): Columns {
  return Object.fromEntries(COLUMN_NAMES.map((name) => [name, change(columns[name])])) as unknown as Columns;
}
