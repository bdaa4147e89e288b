import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Columns } from '../../core/catalogue.ts';
import type { Table } from '../../core/table.ts';
import { VitrineError } from '../../errors.ts';
import type { ItemFacts } from '../../learn/item-counts.ts';
import type { OrderTables } from '../../learn/order-tables.ts';
import { mapColumns } from '../../pack/input.ts';
import { loadPack, type Pack } from '../../pack/load.ts';
import type { Item } from '../../types.ts';
import { folderReader } from '../encode-build.ts';

const told = v.object({
  /** The first day whose orders are not in what is told, such as 2026-11-23. */
  until: v.pipe(v.string(), v.isoDate()),
  minShoppers: v.number(),
  /** 0 if what is told is not differentially private. */
  epsilon: v.number(),
  /** See `ItemFacts`. */
  most: v.number(),
});

/** What the `options` of a pack's manifest say of its learning. */
export type Told = Readonly<v.InferOutput<typeof told>>;

/** What a pack tells of orders, by the rows of a catalogue. */
export interface ToldOrders extends ItemFacts, Told {
  readonly tables: OrderTables;
}

/**
 * Reads what an earlier pack tells of orders.
 *
 * @param items The catalogue now: the result has its rows. An item that the pack lacks has no neighbours.
 * @returns `undefined` if there is no readable pack in the folder, or if it was learned from no orders.
 */
export async function toldBefore(folder: string, items: readonly Item[]): Promise<ToldOrders | undefined> {
  if (!existsSync(join(folder, 'manifest.json'))) return undefined;
  try {
    const pack = await loadPack(folderReader(folder));
    const result = v.safeParse(told, pack.manifest.options['learned']);
    return result.success ? { ...result.output, ...onRowsOf(items, pack) } : undefined;
  } catch (error) {
    if (error instanceof VitrineError) return undefined; // damaged, or of another version
    throw error;
  }
}

function onRowsOf(items: readonly Item[], pack: Pack): { columns: Columns; tables: OrderTables } {
  const before = items.map(({ id }) => pack.rowOf.get(id));
  const now = new Map(before.flatMap((from, row) => (from === undefined ? [] : [[from, row] as const])));
  const moved = (table: Table | undefined) => movedTable(table, before, now);
  const { next, alsoViewed, boughtTogether } = pack.tables;
  return {
    columns: mapColumns(pack.columns, (column) =>
      Float32Array.from(before, (from) => (from === undefined ? 0 : column[from]!)),
    ),
    tables: { next: moved(next), alsoViewed: moved(alsoViewed), boughtTogether: moved(boughtTogether) },
  };
}

/**
 * @param before For each row: its row in the table, if the table has it.
 * @param now For each row of the table that is left: its row.
 */
function movedTable(
  table: Table | undefined,
  before: readonly (number | undefined)[],
  now: ReadonlyMap<number, number>,
): Table {
  const offsets = new Uint32Array(before.length + 1);
  const targets: number[] = [];
  const weights: number[] = [];
  before.forEach((from, row) => {
    for (
      let i = table?.offsets[from ?? 0] ?? 0;
      from !== undefined && i < (table?.offsets[from + 1] ?? 0);
      i++
    ) {
      const target = now.get(table!.targets[i]!);
      if (target === undefined) continue;
      targets.push(target);
      weights.push(table!.weights[i]!);
    }
    offsets[row + 1] = targets.length;
  });
  return {
    offsets,
    targets: before.length <= 65_536 ? Uint16Array.from(targets) : Uint32Array.from(targets),
    weights: Uint8Array.from(weights),
    scale: table?.scale ?? 0,
  };
}
