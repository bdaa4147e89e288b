import { VitrineError } from '../errors.ts';
import { COLUMN_NAMES, type Catalogue, type Columns } from '../core/catalogue.ts';
import { RANKING } from '../core/parameters.ts';
import { columnPriors } from '../core/ranking/priors.ts';
import { reordered } from '../core/table.ts';
import type { Item } from '../types/items.ts';
import type { Precision } from './coding.ts';
import type { Deflate } from './deflate.ts';

/** What a pack is made of; all columns in catalogue order. */
export interface PackInput {
  readonly items: readonly Item[];
  /** Of the text model: a multiple of 4. */
  readonly dim: number;
  /** `[count * dim]`, row-major, unit rows. */
  readonly embeddings: Float32Array<ArrayBuffer>;
  readonly columns: Columns;
  readonly tables?: Catalogue['tables'];
  readonly sensitive?: readonly string[];
  /** The text model's files, from path in the Hugging Face layout to content; without them a pack cannot search. */
  readonly model?: { readonly id: string; readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>> };
  /** Name of a file beside the manifest that prices and stock will be read from. */
  readonly prices?: string;
  /** Noted in the manifest as they are. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** How it is made. */
export interface EncodeOptions {
  readonly precision?: Precision;
  readonly deflate?: Deflate;
}

/** @throws {VitrineError} `bad-shape` if the columns do not fit each other, `bad-argument` if a vector is not finite. */
export function checkInput({ items, dim, embeddings, columns }: PackInput): void {
  const count = items.length;
  if (embeddings.length !== count * dim || COLUMN_NAMES.some((name) => columns[name].length !== count))
    throw new VitrineError('bad-shape', `the columns of a pack of ${count} items do not fit`);
  if (dim <= 0 || dim % 4 !== 0)
    throw new VitrineError('bad-shape', `dim must be a multiple of 4, got ${dim}`);
  const at = embeddings.findIndex((value) => !Number.isFinite(value));
  if (at >= 0) throw new VitrineError('bad-argument', `a vector holds ${embeddings[at]}`);
}

/** The same input, its rows in the order of the shelf for a shopper of whom nothing is known; ties in catalogue order. */
export function inRowOrder(input: PackInput): PackInput & Required<Pick<PackInput, 'tables'>> {
  const { items, dim, embeddings, columns, tables = {} } = input;
  const scores = columnPriors(columns, RANKING.mixes.cold);
  const order = Array.from(items.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b);
  const sorted = new Float32Array(embeddings.length);
  order.forEach((from, to) => {
    sorted.set(embeddings.subarray(from * dim, (from + 1) * dim), to * dim);
  });
  return {
    ...input,
    items: order.map((row) => items[row]!),
    embeddings: sorted,
    columns: mapColumns(columns, (column) => Float32Array.from(order, (row) => column[row]!)),
    tables: Object.fromEntries(
      Object.entries(tables).map(([name, table]) => [name, reordered(table, order)]),
    ),
  };
}

export function mapColumns(
  columns: Columns,
  change: (column: Float32Array<ArrayBuffer>) => Float32Array<ArrayBuffer>,
): Columns {
  return Object.fromEntries(COLUMN_NAMES.map((name) => [name, change(columns[name])])) as unknown as Columns;
}
