import { COLUMN_NAMES, type Columns } from '../core/catalogue.ts';
import { VitrineError } from '../errors.ts';
import { inflate, type Deflate } from './deflate.ts';

/** A shard's columns one after the other, `[rows]` f32 little-endian each, deflated: most of a shop's are zeros. */
export async function encodeColumns(columns: Columns, deflate: Deflate): Promise<Uint8Array<ArrayBuffer>> {
  const rows = columns.popularity.length;
  const values = new Float32Array(COLUMN_NAMES.length * rows);
  COLUMN_NAMES.forEach((name, i) => {
    values.set(columns[name], i * rows);
  });
  return deflate(new Uint8Array(values.buffer));
}

/** @throws {VitrineError} `bad-pack` */
export async function decodeColumns(buffer: ArrayBuffer, rows: number): Promise<Columns> {
  const bytes = await inflate(new Uint8Array(buffer), 'a file of columns');
  if (bytes.length !== 4 * COLUMN_NAMES.length * rows)
    throw new VitrineError('bad-pack', 'a file of columns is damaged');
  const values = new Float32Array(bytes.buffer);
  const columns = COLUMN_NAMES.map((name, i) => [name, values.subarray(i * rows, (i + 1) * rows)]);
  return Object.fromEntries(columns) as unknown as Columns;
}
