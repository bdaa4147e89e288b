import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip, gunzipSync } from 'node:zlib';
import { VitrineError } from '../../errors.ts';

/** A file's text, unpacked if it is gz. @throws {VitrineError} `bad-catalogue` */
export async function readText(file: string): Promise<string> {
  return explaining(file, async () => {
    const bytes = await readFile(file);
    return (isGzip(bytes) ? gunzipSync(bytes) : bytes).toString('utf8');
  });
}

/** A file's text piece by piece, unpacked if it is gz, for files that need not be in memory at once. */
export async function streamText(file: string): Promise<Readable> {
  return explaining(file, async () => {
    const handle = await open(file);
    const start = new Uint8Array(2);
    await handle.read(start, 0, 2, 0);
    await handle.close();
    const bytes = createReadStream(file);
    const text = isGzip(start) ? pipeline(bytes, createGunzip(), () => undefined) : bytes;
    return text.setEncoding('utf8');
  });
}

/** The name without what says that it is packed. */
export function unpackedName(file: string): string {
  return file.replace(/\.gz$/i, '');
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

async function explaining<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    throw explained(file, cause);
  }
}

/** Says in words why a file cannot be read; what is no failure of reading is given back as it is. */
export function explained(file: string, cause: unknown): unknown {
  const { code } = cause as { code?: string };
  if (cause instanceof VitrineError || code === undefined) return cause;
  const why = WHY[code] ?? `it cannot be read (${code})`;
  return new VitrineError('bad-catalogue', `${file}: ${why}`, { cause });
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read',
  Z_DATA_ERROR: 'its gz packing is damaged',
  Z_BUF_ERROR: 'its gz packing is cut short',
};
