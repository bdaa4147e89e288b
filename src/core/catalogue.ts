import type { Item } from '../types.ts';
import type { TableName } from './parameters.ts';
import type { Rows } from './ports.ts';
import type { Table } from './table.ts';

/** What ranking reads of a pack. Row r of every column is item r. */
export interface Catalogue {
  readonly rows: Rows;
  readonly items: readonly Item[];
  readonly rowOf: ReadonlyMap<string, number>;
  readonly columns: Columns;
  /** What the shop's orders taught; a table that they did not suffice for is not there. */
  readonly tables: Readonly<Partial<Record<TableName, Table>>>;
  /** Categories of which nothing is remembered. */
  readonly sensitive?: readonly string[];
  /** Unit vectors `[dim]` of items that the pack lacks, by the id that the page calls them by. */
  readonly foreign?: ReadonlyMap<string, Float32Array>;
}

/** What is known of each item by itself: `[count]` in [0, 1] each. */
export interface Columns {
  readonly popularity: Float32Array<ArrayBuffer>;
  /** What sells now. */
  readonly trend: Float32Array<ArrayBuffer>;
  /** 1 for what is new, falling. */
  readonly fresh: Float32Array<ArrayBuffer>;
  /** The share of the buyers who bought it again. */
  readonly rebuy: Float32Array<ArrayBuffer>;
}

export type ColumnName = keyof Columns;
export const COLUMN_NAMES: readonly ColumnName[] = ['popularity', 'trend', 'fresh', 'rebuy'];

/** Columns of zeros: what a shop without orders has. */
export function noColumns(count: number): Columns {
  const column = () => new Float32Array(count);
  return { popularity: column(), trend: column(), fresh: column(), rebuy: column() };
}
