import type { Catalogue } from '../core/catalogue.ts';
import type { TableName } from '../core/parameters.ts';
import type { Table } from '../core/table.ts';
import type { PackInput } from './input.ts';
import { readChecked, type Pack, type ReadFile } from './load.ts';
import type { Manifest, PackFile } from './manifest.ts';
import type { PackFiles } from './pack-files.ts';
import { decodeTable, encodeTable } from './table-file.ts';

/** A row is written again only if a larger share of its weights has changed. A shelf hardly shows smaller changes. */
const TOLERANCE = 0.3;
/** Of the rows whose own items have not changed, at most this share is written again: those that differ most. */
const MAX_PATCHED = 0.01;
/** The same share in a pack that was learned from new orders, which comes once a week. */
const MAX_RELEARNED = 0.07;
/** A row has changed a lot if a larger share of its weights has changed. */
const CHANGED_A_LOT = 0.5;
/** If a larger share of rows has changed a lot, the whole table is written again. */
const MAX_CHANGED_A_LOT = 0.25;

interface Placing {
  /** For each item: its row in the pack. */
  readonly rows: readonly number[];
  /** Items that are new or have changed. */
  readonly changed: readonly number[];
  /** The number of rows, removed ones included. */
  readonly end: number;
}

/** The weight of each neighbour of a row, by the neighbour's row. */
type Neighbours = ReadonlyMap<number, number>;

/** Adds a layer to each table of the previous pack, with the rows whose neighbours have changed. */
export async function patchTables(
  { items, tables = {}, options }: PackInput,
  placing: Placing,
  previous: Pack,
  read: ReadFile,
  { add }: PackFiles,
): Promise<Pick<Manifest, 'tables'>> {
  const known = (previous.manifest.tables ?? {}) as Partial<Record<TableName, readonly PackFile[]>>;
  const told = JSON.stringify(options['learned']);
  const isRelearned = told !== JSON.stringify(previous.manifest.options['learned']);
  const max = (isRelearned ? MAX_RELEARNED : MAX_PATCHED) * items.length;
  const before = previousNeighbours(items, placing, previous);
  const files: Record<string, PackFile[]> = {};
  for (const [name, table] of Object.entries(tables) as [TableName, Table][]) {
    const [old, entries] = [previous.tables[name], known[name]];
    const now = neighboursOf(table, placing.rows);
    const write = async (rows: ReadonlyMap<number, Neighbours>, scale: number, whole: boolean) =>
      add('table', 'bin', encodeLayer(rows, scale, placing.end, whole));
    if (!old || !entries) {
      files[name] = [await write(now, table.scale, true)];
      continue;
    }
    // Layers must have the scale of the whole table.
    const { scale } = decodeTable(await readChecked(read, entries[0]!), previous.manifest.rows).table;
    const rescaled = new Map([...now].map(([row, own]) => [row, rescale(own, table.scale, scale)]));
    const required = new Set(placing.changed.map((item) => placing.rows[item]!));
    const previously = before(old);
    const others = [...rescaled.keys()]
      .filter((row) => !required.has(row))
      .map((row) => ({ row, change: changeOf(rescaled.get(row)!, previously.get(row) ?? new Map()) }))
      .filter(({ change }) => change > TOLERANCE)
      .sort((a, b) => b.change - a.change || a.row - b.row);
    const rows = [...required, ...others.slice(0, max).map(({ row }) => row)];
    const patch = new Map(rows.map((row) => [row, rescaled.get(row)!]));
    if (others.filter(({ change }) => change > CHANGED_A_LOT).length > MAX_CHANGED_A_LOT * items.length)
      files[name] = [await write(now, table.scale, true)];
    else if (patch.size === 0) files[name] = [...entries];
    else files[name] = [...entries, await write(patch, scale, false)];
  }
  return Object.keys(files).length > 0 ? { tables: files } : {};
}

/**
 * The neighbours of each row of the pack.
 *
 * @param rows For each item of the table: its row in the pack.
 */
function neighboursOf(
  { offsets, targets, weights }: Table,
  rows: readonly number[],
): Map<number, Neighbours> {
  return new Map(
    rows.map((row, item) => {
      const own = new Map<number, number>();
      for (let i = offsets[item]!; i < offsets[item + 1]!; i++) own.set(rows[targets[i]!]!, weights[i]!);
      return [row, own];
    }),
  );
}

/** Gives the neighbours of each row in a table of the previous pack, without items that were removed since. */
function previousNeighbours(
  items: PackInput['items'],
  { rows }: Placing,
  { rowOf }: Pick<Catalogue, 'rowOf'>,
) {
  const rowAt = new Map<number, number>(); // from an index in the previous pack to the row
  items.forEach(({ id }, i) => {
    const place = rowOf.get(id);
    if (place !== undefined) rowAt.set(place, rows[i]!);
  });
  return ({ offsets, targets, weights }: Table): Map<number, Neighbours> => {
    const all = new Map<number, Neighbours>();
    for (const [place, row] of rowAt) {
      const own = new Map<number, number>();
      for (let i = offsets[place]!; i < offsets[place + 1]!; i++) {
        const target = rowAt.get(targets[i]!);
        if (target !== undefined) own.set(target, weights[i]!);
      }
      all.set(row, own);
    }
    return all;
  };
}

function rescale(own: Neighbours, from: number, to: number): Neighbours {
  return new Map([...own].map(([row, weight]) => [row, Math.min(255, Math.round((weight * from) / to))]));
}

/** The share of weights that differ: 0 if all are equal, 1 if the two have no neighbour in common. */
function changeOf(a: Neighbours, b: Neighbours): number {
  let [changed, total] = [0, 0];
  for (const [row, weight] of a) {
    changed += Math.abs(weight - (b.get(row) ?? 0));
    total += weight;
  }
  for (const [row, weight] of b) {
    if (!a.has(row)) changed += weight;
    total += weight;
  }
  return total === 0 ? 0 : changed / total;
}

function encodeLayer(rows: ReadonlyMap<number, Neighbours>, scale: number, end: number, whole: boolean) {
  const listed = whole
    ? Array.from({ length: end }, (_, row) => row)
    : [...rows.keys()].sort((a, b) => a - b);
  const offsets = new Uint32Array(listed.length + 1);
  const targets: number[] = [];
  const weights: number[] = [];
  listed.forEach((row, slot) => {
    for (const [target, weight] of rows.get(row) ?? []) {
      targets.push(target);
      weights.push(weight);
    }
    offsets[slot + 1] = targets.length;
  });
  const table = {
    offsets,
    targets: Uint32Array.from(targets),
    weights: Uint8Array.from(weights),
    scale,
  };
  return encodeTable({ table, rows: end, ...(!whole && { listed: Uint32Array.from(listed) }) });
}
