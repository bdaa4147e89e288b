import type { Catalogue } from '../core/catalogue.ts';
import type { TableName } from '../core/parameters.ts';
import type { Table } from '../core/table.ts';
import type { PackInput } from './input.ts';
import { readChecked, type Pack, type ReadFile } from './load.ts';
import type { Manifest, PackFile } from './manifest.ts';
import type { PackFiles } from './pack-files.ts';
import { decodeTable, encodeTable } from './table-file.ts';

/** How much of a row's weights may be other than they were before it is written again: what is less, a shelf hardly shows. */
const TOLERANCE = 0.3;
/** Rows of items that have not changed themselves that are written again: the most different ones; the others wait. */
const PATCHED = 0.01;
/** Where so many rows are other for the most part, a table is written whole. */
const MOST_OTHER = 0.25;
const MOSTLY = 0.5;

interface Placing {
  /** Row in the pack of each item. */
  readonly rows: readonly number[];
  readonly changed: readonly number[];
  readonly end: number;
}

/** Neighbours of a row, by row. */
type Neighbours = ReadonlyMap<number, number>;

/** The previous pack's tables, and a layer over each of the rows whose neighbours are others now. */
export async function patchTables(
  { items, tables = {} }: PackInput,
  placing: Placing,
  previous: Pack,
  read: ReadFile,
  { add }: PackFiles,
): Promise<Pick<Manifest, 'tables'>> {
  const known = (previous.manifest.tables ?? {}) as Partial<Record<TableName, readonly PackFile[]>>;
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
    // By the scale of the whole table: layers share one.
    const { scale } = decodeTable(await readChecked(read, entries[0]!), previous.manifest.rows).table;
    const rescaled = new Map([...now].map(([row, own]) => [row, rescale(own, table.scale, scale)]));
    const must = new Set(placing.changed.map((item) => placing.rows[item]!));
    const was = before(old);
    const others = [...rescaled.keys()]
      .filter((row) => !must.has(row))
      .map((row) => ({ row, other: difference(rescaled.get(row)!, was.get(row) ?? new Map()) }))
      .filter(({ other }) => other > TOLERANCE)
      .sort((a, b) => b.other - a.other || a.row - b.row);
    const rows = [...must, ...others.slice(0, PATCHED * items.length).map(({ row }) => row)];
    const patch = new Map(rows.map((row) => [row, rescaled.get(row)!]));
    if (others.filter(({ other }) => other > MOSTLY).length > MOST_OTHER * items.length)
      files[name] = [await write(now, table.scale, true)];
    else if (patch.size === 0) files[name] = [...entries];
    else files[name] = [...entries, await write(patch, scale, false)];
  }
  return Object.keys(files).length > 0 ? { tables: files } : {};
}

/** Neighbours by rows of the pack, of a table in any numbering. */
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

/** How a reader sees the previous tables once what is gone has gone. */
function previousNeighbours(
  items: PackInput['items'],
  { rows }: Placing,
  { rowOf }: Pick<Catalogue, 'rowOf'>,
) {
  const rowAt = new Map<number, number>(); // from the previous numbering
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

/** The share of the weights that is other: 0 for the same, 1 for none in common. */
function difference(a: Neighbours, b: Neighbours): number {
  let [other, total] = [0, 0];
  for (const [row, weight] of a) {
    other += Math.abs(weight - (b.get(row) ?? 0));
    total += weight;
  }
  for (const [row, weight] of b) {
    if (!a.has(row)) other += weight;
    total += weight;
  }
  return total === 0 ? 0 : other / total;
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
