/**
 * The file of an item-to-item table, of all rows or of some. Little-endian throughout:
 *
 * | offset | what |
 * | --- | --- |
 * | 0 | magic `VTBL` |
 * | 4 | u32 version, 2 |
 * | 8 | u32 rows |
 * | 12 | u32 entries |
 * | 16 | f64 scale |
 * | 24 | u32 listed: the number of rows that this file gives neighbours of, or 0 for all rows |
 * | 28..63 | zero |
 * | 64 | u32 the listed rows `[listed]`, ascending |
 * | next multiple of 64 | u32 offsets `[rows + 1]`, or `[listed + 1]` |
 * | next multiple of 64 | targets `[entries]`: u16 up to 65,536 rows, else u32 |
 * | next multiple of 64 | u8 weights `[entries]` |
 */
import type { Table } from '../core/table.ts';
import { badPack, packVersion } from './bad-pack.ts';

const MAGIC = 0x4c425456; // 'VTBL' read as a little-endian u32
const TABLE_VERSION = 2;
const ALIGN = 64;
const SHORT_ROWS = 65_536;

/** All rows of a table, or some of them. Then `table.offsets` has one entry for each listed row, and one more. */
export interface TableLayer {
  /** Rows of the pack: all targets are below this. */
  readonly rows: number;
  readonly table: Table;
  /** The rows of the table, ascending; undefined if it has all. */
  readonly listed?: Uint32Array;
}

export function encodeTable({ table, rows, listed }: TableLayer): Uint8Array<ArrayBuffer> {
  const { offsets, targets, weights, scale } = table;
  const entries = targets.length;
  const { size, ...starts } = layout(rows, entries, listed?.length ?? 0);
  const buffer = new ArrayBuffer(size);
  const header = new DataView(buffer);
  [MAGIC, TABLE_VERSION, rows, entries].forEach((value, i) => {
    header.setUint32(4 * i, value, true);
  });
  header.setFloat64(16, scale, true);
  header.setUint32(24, listed?.length ?? 0, true);
  if (listed) new Uint32Array(buffer, starts.listed).set(listed);
  new Uint32Array(buffer, starts.offsets).set(offsets);
  targetsIn(buffer, starts.targets, rows, entries).set(targets);
  new Uint8Array(buffer, starts.weights).set(weights);
  return new Uint8Array(buffer);
}

/**
 * Reads a table; its arrays are views of `buffer`.
 *
 * @param maxRows Rows of the pack.
 * @throws {VitrineError} `bad-pack` if the file is another kind, cut short, or names rows that the pack lacks;
 *   `pack-version` if its version is another.
 */
export function decodeTable(buffer: ArrayBuffer, maxRows: number): TableLayer {
  const header = new DataView(buffer);
  if (buffer.byteLength < ALIGN || header.getUint32(0, true) !== MAGIC) {
    throw badPack('a table file does not start with VTBL');
  }
  const version = header.getUint32(4, true);
  if (version !== TABLE_VERSION) throw packVersion('a table file', version, TABLE_VERSION);
  const [rows, entries, count] = [8, 12, 24].map((offset) => header.getUint32(offset, true)) as [
    number,
    number,
    number,
  ];
  const { size, ...starts } = layout(rows, entries, count);
  if (rows > maxRows || size !== buffer.byteLength) {
    throw badPack(
      `a table file of ${rows} rows and ${buffer.byteLength} bytes does not fit a pack of ${maxRows} rows`,
    );
  }
  const table = {
    offsets: new Uint32Array(buffer, starts.offsets, (count || rows) + 1),
    targets: targetsIn(buffer, starts.targets, rows, entries),
    weights: new Uint8Array(buffer, starts.weights, entries),
    scale: header.getFloat64(16, true),
  };
  const listed = count > 0 ? new Uint32Array(buffer, starts.listed, count) : undefined;
  if (!isSound(table, rows) || listed?.some((row, i) => row >= rows || (i > 0 && row <= listed[i - 1]!)))
    throw badPack('a table file names rows that the pack does not have');
  return { rows, table, ...(listed && { listed }) };
}

function isSound({ offsets, targets, scale }: Table, rows: number): boolean {
  const rising = offsets.every((offset, i) => (i === 0 ? offset === 0 : offset >= offsets[i - 1]!));
  const inside = (targets as Uint32Array).every((target) => target < rows);
  return rising && inside && offsets.at(-1) === targets.length && Number.isFinite(scale);
}

function targetsIn(buffer: ArrayBuffer, start: number, rows: number, entries: number): Table['targets'] {
  return rows <= SHORT_ROWS
    ? new Uint16Array(buffer, start, entries)
    : new Uint32Array(buffer, start, entries);
}

function layout(rows: number, entries: number, count: number) {
  const listed = ALIGN;
  const offsets = aligned(listed + 4 * count);
  const targets = aligned(offsets + 4 * ((count || rows) + 1));
  const weights = aligned(targets + (rows <= SHORT_ROWS ? 2 : 4) * entries);
  return { listed, offsets, targets, weights, size: aligned(weights + entries) };
}

function aligned(offset: number): number {
  return Math.ceil(offset / ALIGN) * ALIGN;
}
