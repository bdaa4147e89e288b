import { COLUMN_NAMES, type Columns } from '../core/catalogue.ts';
import { badPack } from './bad-pack.ts';
import { inflate, type Deflate } from './deflate.ts';

/** Writes the columns of a shard one after the other, `[rows]` little-endian f32 each, and deflates them: most are zeros. */
export async function encodeColumns(columns: Columns, deflate: Deflate): Promise<Uint8Array<ArrayBuffer>> {
  const rows = columns.popularity.length;
  const values = new Float32Array(COLUMN_NAMES.length * rows);
  COLUMN_NAMES.forEach((name, i) => {
    values.set(columns[name], i * rows);
  });
  return deflate(new Uint8Array(values.buffer));
}

/** @throws {VitrineError} `bad-pack` if the file does not hold all columns of `rows` rows. */
export async function decodeColumns(buffer: ArrayBuffer, rows: number): Promise<Columns> {
  const bytes = await inflate(new Uint8Array(buffer), 'a columns file', 4 * COLUMN_NAMES.length * rows);
  if (bytes.length !== 4 * COLUMN_NAMES.length * rows)
    throw badPack(
      `a columns file has ${bytes.length} bytes after inflation, not ${COLUMN_NAMES.length} columns of ${rows} rows`,
    );
  const values = new Float32Array(bytes.buffer);
  if (!values.every(Number.isFinite)) throw badPack('a columns file has a value that is no number');
  const columns = COLUMN_NAMES.map((name, i) => [name, values.subarray(i * rows, (i + 1) * rows)]);
  return Object.fromEntries(columns) as unknown as Columns;
}
