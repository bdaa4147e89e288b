/** Reads what a browser's LevelDB files still hold, also what was deleted, as somebody would who has the files alone. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { snappyUncompress } from 'hyparquet/src/snappy.js';

/** Bytes of a log's block, and of the header before each piece of a record in it. */
const [LOG_BLOCK, LOG_HEADER] = [32_768, 7];
/** Bytes at the end of a table that say where its index is. */
const FOOTER = 48;

/**
 * The contents of all logs and tables below a folder, uncompressed.
 *
 * @see https://github.com/google/leveldb/blob/main/doc/log_format.md
 * @see https://github.com/google/leveldb/blob/main/doc/table_format.md
 */
export async function levelDbContents(folder: string): Promise<Buffer[]> {
  const contents: Buffer[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const read = () => readFile(join(entry.parentPath, entry.name));
    if (entry.name.endsWith('.log')) contents.push(logContent(await read()));
    if (entry.name.endsWith('.ldb')) contents.push(...tableContents(await read()));
  }
  return contents;
}

function logContent(file: Buffer): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; at + LOG_HEADER <= file.length;) {
    const left = LOG_BLOCK - (at % LOG_BLOCK);
    const length = file.readUInt16LE(at + 4);
    if (left < LOG_HEADER || length === 0) {
      at += left;
      continue;
    }
    pieces.push(file.subarray(at + LOG_HEADER, at + LOG_HEADER + length));
    at += LOG_HEADER + length;
  }
  return Buffer.concat(pieces);
}

function tableContents(file: Buffer): Buffer[] {
  if (file.length < FOOTER) return [];
  const footer = new Varints(file, file.length - FOOTER);
  footer.skip(2); // where the index of filters is
  return valuesOf(blockAt(file, footer)).map((handle) => blockAt(file, new Varints(handle, 0)));
}

/** @param handle Where the block is, and its length. */
function blockAt(file: Buffer, handle: Varints): Buffer {
  const [at, length] = [handle.next(), handle.next()];
  const block = file.subarray(at, at + length);
  const isCompressed = file[at + length] === 1;
  if (!isCompressed) return block;
  const bytes = Buffer.alloc(new Varints(block, 0).next());
  snappyUncompress(block, bytes);
  return bytes;
}

/** The values of a block's entries. Behind the entries stand the places of restarts, and how many they are. */
function valuesOf(block: Buffer): Buffer[] {
  const values: Buffer[] = [];
  const end = block.length - 4 - 4 * block.readUInt32LE(block.length - 4);
  const numbers = new Varints(block, 0);
  while (numbers.at < end) {
    numbers.skip(1); // bytes of the key that are those of the last key
    const [ofKey, ofValue] = [numbers.next(), numbers.next()];
    values.push(block.subarray(numbers.at + ofKey, numbers.at + ofKey + ofValue));
    numbers.at += ofKey + ofValue;
  }
  return values;
}

/** Numbers of seven bits a byte, of which the last has no high bit. */
export class Varints {
  constructor(
    private readonly bytes: Buffer,
    public at: number,
  ) {}

  next(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.bytes[this.at++] ?? 0;
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) break;
    }
    return value;
  }

  skip(count: number): void {
    for (let i = 0; i < count; i++) this.next();
  }
}
