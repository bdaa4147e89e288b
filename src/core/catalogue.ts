import type { Item } from '../types/items.ts';
import type { TableName } from './parameters.ts';
import type { Rows } from './ports.ts';
import type { Table } from './table.ts';

/** What ranking reads of a pack. Row r of every column belongs to item r. */
export interface Catalogue {
  readonly rows: Rows;
  readonly items: readonly Item[];
  readonly rowOf: ReadonlyMap<string, number>;
  readonly columns: Columns;
  /** Learned from the shop's orders; a table is missing if there were too few. */
  readonly tables: Readonly<Partial<Record<TableName, Table>>>;
  /** Categories whose items are never remembered. */
  readonly sensitive?: readonly string[];
  /** Unit vectors `[dim]` of items that the pack lacks, by the page's id for them. */
  readonly unknownItems?: ReadonlyMap<string, Float32Array>;
}

/** What is known of each item by itself: columns of `[count]` values in [0, 1], but for `interval`. */
export interface Columns {
  /** How much the item sold in all. */
  readonly popularity: Float32Array<ArrayBuffer>;
  /** How much the item sells now. */
  readonly trend: Float32Array<ArrayBuffer>;
  /** 1 for a new item, falling with its age. */
  readonly fresh: Float32Array<ArrayBuffer>;
  /** The share of the item's buyers who bought it again. */
  readonly rebuy: Float32Array<ArrayBuffer>;
  /** Days that usually lie between two orders of the item; 0 if that is not known. */
  readonly interval: Float32Array<ArrayBuffer>;
  /** The share of the item's buyers whose next order has its category again; 0 if that is not known. */
  readonly returns: Float32Array<ArrayBuffer>;
}

export type ColumnName = keyof Columns;
export const COLUMN_NAMES: readonly ColumnName[] = [
  'popularity',
  'trend',
  'fresh',
  'rebuy',
  'interval',
  'returns',
];

/** Columns of zeros: those of a shop without orders. */
export function noColumns(count: number): Columns {
  const none = COLUMN_NAMES.map((name) => [name, new Float32Array(count)]);
  return Object.fromEntries(none) as unknown as Columns;
}
