import { parquetMetadataAsync, parquetReadObjects, type AsyncBuffer, type FileMetaData } from 'hyparquet';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { VitrineError } from '../../errors.ts';
import { inMemory } from './bytes.ts';
import { beyond, inWords, LIMITS } from './limits.ts';
import { checkPages } from './parquet-pages.ts';
import type { Row } from './row.ts';

/** Rows that are in memory at once. */
const ROWS = 10_000;

/**
 * Reads Parquet some thousand rows at a time; the place of a line is taken by the row, from 1.
 *
 * @param file Its path, to be read where it lies; else its bytes are taken into memory.
 * @throws {VitrineError} `bad-catalogue` if it is damaged, or compressed in a way that is not supported.
 */
export async function* readParquet(
  name: string,
  file: string | undefined,
  bytes: Readable,
): AsyncGenerator<Row> {
  const source = file === undefined ? await fromStream(name, bytes) : await onDisk(file);
  try {
    const { compressors } = await import('hyparquet-compressors');
    const metadata = await explainingParquet(name, () => parquetMetadataAsync(source.buffer));
    checkCodecs(name, metadata, new Set([...Object.keys(compressors), 'UNCOMPRESSED', 'SNAPPY']));
    const count = await explainingParquet(name, () => rowCount(name, metadata));
    await explainingParquet(name, () => checkPages(source.buffer, metadata));
    for (let rowStart = 0; rowStart < count; rowStart += ROWS) {
      const options = {
        file: source.buffer,
        metadata,
        compressors,
        rowStart,
        rowEnd: Math.min(rowStart + ROWS, count),
      };
      const records = await explainingParquet(name, () => parquetReadObjects(options));
      if (records.length === 0) return;
      for (const [i, record] of records.entries()) yield { line: rowStart + i + 1, record };
    }
  } finally {
    await source.close();
  }
}

interface Bytes {
  readonly buffer: AsyncBuffer;
  close(): Promise<void>;
}

async function onDisk(path: string): Promise<Bytes> {
  const handle = await open(path);
  const { size } = await handle.stat();
  return {
    buffer: {
      byteLength: size,
      slice: async (start, end = size) => {
        const bytes = new Uint8Array(Math.max(0, end - start));
        await handle.read(bytes, 0, bytes.length, start);
        return bytes.buffer;
      },
    },
    close: () => handle.close(),
  };
}

async function fromStream(name: string, bytes: Readable): Promise<Bytes> {
  const all = await inMemory(bytes, LIMITS.memory, () =>
    beyond(
      name,
      undefined,
      `is Parquet of more than ${inWords(LIMITS.memory)} bytes; read it as a file, not packed`,
    ),
  );
  const whole = new Uint8Array(all).buffer;
  return {
    buffer: { byteLength: whole.byteLength, slice: (start, end) => whole.slice(start, end) },
    close: () => Promise.resolve(),
  };
}

/** A damaged footer may promise rows without end. */
function rowCount(name: string, { num_rows, row_groups }: FileMetaData): number {
  const promised = row_groups.reduce((sum, group) => sum + group.num_rows, 0n);
  const columns = row_groups.flatMap((group) =>
    group.columns.map(({ meta_data }) => [meta_data, group] as const),
  );
  const isShort = columns.some(
    ([column, group]) => column !== undefined && column.num_values < group.num_rows,
  );
  if (promised === num_rows && !isShort) return Number(num_rows);
  throw new VitrineError(
    'bad-catalogue',
    `${name}: is damaged Parquet (it promises ${num_rows} rows, and has fewer)`,
  );
}

function checkCodecs(name: string, { row_groups }: FileMetaData, known: ReadonlySet<string>): void {
  const codecs = row_groups.flatMap(({ columns }) =>
    columns.flatMap((column) => column.meta_data?.codec ?? []),
  );
  const unknown = codecs.find((codec) => !known.has(codec));
  if (unknown !== undefined)
    throw new VitrineError(
      'bad-catalogue',
      `${name}: is Parquet with the codec ${unknown}, which is not supported; write it with SNAPPY, ZSTD or GZIP`,
    );
}

/** Whatever the library meets in a damaged file. */
async function explainingParquet<Result>(
  name: string,
  work: () => Promise<Result> | Result,
): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof VitrineError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new VitrineError('bad-catalogue', `${name}: is damaged Parquet (${why})`, { cause });
  }
}
