/**
 * One item-to-item table. Little-endian throughout:
 *
 * | offset | what |
 * | --- | --- |
 * | 0 | magic `VTBL` |
 * | 4 | u32 version, 1 |
 * | 8 | u32 rows |
 * | 12 | u32 entries |
 * | 16 | f64 scale |
 * | 24..63 | zero |
 * | 64 | u32 offsets `[rows + 1]` |
 * | next multiple of 64 | targets `[entries]`: u16 up to 65,536 rows, else u32 |
 * | next multiple of 64 | u8 weights `[entries]` |
 */
import type { Table } from '../core/table.ts';
import { VitrineError } from '../errors.ts';

const MAGIC = 0x4c425456; // 'VTBL' read as a little-endian u32
const TABLE_VERSION = 1;
const ALIGN = 64;
const SHORT_ROWS = 65_536;

export function encodeTable({ offsets, targets, weights, scale }: Table): Uint8Array<ArrayBuffer> {
  const rows = offsets.length - 1;
  const entries = targets.length;
  const { size, ...at } = layout(rows, entries);
  const buffer = new ArrayBuffer(size);
  const header = new DataView(buffer);
  [MAGIC, TABLE_VERSION, rows, entries].forEach((value, i) => {
    header.setUint32(4 * i, value, true);
  });
  header.setFloat64(16, scale, true);
  new Uint32Array(buffer, at.offsets).set(offsets);
  targetsIn(buffer, at.targets, rows, entries).set(targets);
  new Uint8Array(buffer, at.weights).set(weights);
  return new Uint8Array(buffer);
}

/**
 * Views a table without copying it.
 *
 * @param rows How many the pack has.
 * @throws {VitrineError} `bad-pack`, `pack-version`
 */
export function decodeTable(buffer: ArrayBuffer, rows: number): Table {
  const header = new DataView(buffer);
  if (buffer.byteLength < ALIGN || header.getUint32(0, true) !== MAGIC) {
    throw new VitrineError('bad-pack', 'a table file is not one');
  }
  const version = header.getUint32(4, true);
  if (version !== TABLE_VERSION)
    throw new VitrineError(
      'pack-version',
      `a table has version ${version}, this code reads ${TABLE_VERSION}`,
    );
  const [given, entries] = [header.getUint32(8, true), header.getUint32(12, true)];
  const { size, ...at } = layout(given, entries);
  if (given !== rows || size !== buffer.byteLength) {
    throw new VitrineError('bad-pack', `a table of ${given} rows does not fit a pack of ${rows}`);
  }
  const table = {
    offsets: new Uint32Array(buffer, at.offsets, rows + 1),
    targets: targetsIn(buffer, at.targets, rows, entries),
    weights: new Uint8Array(buffer, at.weights, entries),
    scale: header.getFloat64(16, true),
  };
  if (!isSound(table, rows)) throw new VitrineError('bad-pack', 'a table names rows that are not there');
  return table;
}

function isSound({ offsets, targets, scale }: Table, rows: number): boolean {
  const rising = offsets.every((offset, i) => (i === 0 ? offset === 0 : offset >= offsets[i - 1]!));
  const inside = (targets as Uint32Array).every((target) => target < rows);
  return rising && inside && offsets[rows] === targets.length && Number.isFinite(scale);
}

function targetsIn(buffer: ArrayBuffer, at: number, rows: number, entries: number): Table['targets'] {
  return rows <= SHORT_ROWS ? new Uint16Array(buffer, at, entries) : new Uint32Array(buffer, at, entries);
}

function layout(rows: number, entries: number) {
  const offsets = ALIGN;
  const targets = aligned(offsets + 4 * (rows + 1));
  const weights = aligned(targets + (rows <= SHORT_ROWS ? 2 : 4) * entries);
  return { offsets, targets, weights, size: aligned(weights + entries) };
}

function aligned(offset: number): number {
  return Math.ceil(offset / ALIGN) * ALIGN;
}
