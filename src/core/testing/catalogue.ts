/** Makes small catalogues whose answers are known by construction. */
import type { ShopperEvent } from '../../types/events.ts';
import type { Item } from '../../types/items.ts';
import { noColumns, type Catalogue, type Columns } from '../catalogue.ts';
import type { TableName } from '../parameters.ts';
import { quantiseRows } from '../vectors/quantise.ts';
import type { Limits } from '../ranking/visit.ts';
import type { Table } from '../table.ts';

/** A table from `{ from: { to: weight } }`, weights 0 to 255 of `scale`. */
export function tableOf(
  ids: readonly string[],
  neighbours: Readonly<Record<string, Readonly<Record<string, number>>>>,
  scale = 1 / 255,
): Table {
  const offsets = new Uint32Array(ids.length + 1);
  const [targets, weights]: [number[], number[]] = [[], []];
  ids.forEach((id, row) => {
    for (const [to, weight] of Object.entries(neighbours[id] ?? {}).sort((a, b) => b[1] - a[1])) {
      targets.push(ids.indexOf(to));
      weights.push(weight);
    }
    offsets[row + 1] = targets.length;
  });
  return { offsets, targets: Uint32Array.from(targets), weights: Uint8Array.from(weights), scale };
}

export function catalogueOf(
  items: readonly (Item & { readonly vector: readonly number[] })[],
  tables: Partial<Record<TableName, Table>> = {},
  columns: Partial<Columns> = {},
): Catalogue {
  const plain = items.map(({ vector: _, ...item }): Item => item);
  return {
    rows: quantiseRows(Float32Array.from(items.flatMap(({ vector }) => vector)), items[0]!.vector.length),
    items: plain,
    rowOf: new Map(plain.map(({ id }, row) => [id, row])),
    columns: { ...noColumns(items.length), ...columns },
    tables,
  };
}

export const event = (name: ShopperEvent['name'], ids: string | readonly string[], at = 0): ShopperEvent => ({
  name,
  ids: typeof ids === 'string' ? [ids] : ids,
  at,
});

export function limits({
  limit = 8,
  threshold = 0,
  rules = {},
  ...admission
}: Partial<Limits & Limits['admission']> = {}): Limits {
  return {
    limit,
    threshold,
    rules,
    admission: { filters: {}, excluded: new Set(), ...admission },
  };
}
