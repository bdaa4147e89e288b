import { VitrineError } from '../errors.ts';
import type { Rows } from '../core/ports.ts';
import { COLUMN_NAMES, noColumns, type Catalogue } from '../core/catalogue.ts';
import { ordinaryRows } from '../core/rows.ts';
import { decodeItems } from './items.ts';
import { parseManifest, type Manifest, type PackFile } from './manifest.ts';
import { sha256 } from './sha256.ts';
import { decodeShard } from './shard.ts';
import { decodeTable } from './table-file.ts';

/**
 * Reads one of a pack's files by its name in the manifest. Rejects if it is not there.
 *
 * @param afresh From its origin, since what a cache holds is damaged.
 */
export type ReadFile = (file: string, afresh?: boolean) => Promise<ArrayBuffer>;

/** A pack in memory. */
export interface Pack extends Catalogue {
  readonly manifest: Manifest;
}

/** Makes room for rows; the loader fills `data` and `scales`. */
export type MakeRoom = (count: number, dim: number) => Rows;

/**
 * Loads a whole pack: every file is checked against its hash before anything of it is used. Where that fails and there
 * is another manifest now, as when a shop deploys in the middle, it is loaded by that one.
 *
 * @param makeRoom Where the rows go: a back end may have a memory of its own.
 * @throws {VitrineError} `bad-pack`, `pack-version`, or what `read` rejects with.
 */
export async function loadPack(read: ReadFile, makeRoom: MakeRoom = ordinaryRows): Promise<Pack> {
  const text = await readText(read);
  try {
    return await loadFiles(read, await parseManifest(text), makeRoom);
  } catch (error) {
    const now = await readText(read).catch(() => text);
    if (now === text) throw error;
    return loadFiles(read, await parseManifest(now), makeRoom);
  }
}

/** The manifest as it is now. @throws {VitrineError} as `loadPack`. */
export async function readManifest(read: ReadFile): Promise<Manifest> {
  return parseManifest(await readText(read));
}

async function readText(read: ReadFile): Promise<string> {
  return new TextDecoder().decode(await read('manifest.json'));
}

async function loadFiles(read: ReadFile, manifest: Manifest, makeRoom: MakeRoom): Promise<Pack> {
  const { items: count, dim } = manifest;
  const { rows, columns } = roomFor(manifest, makeRoom);
  const parts = manifest.shards.map(async ({ first, rows: length, vectors, items }) => {
    const [bytes, itemBytes] = await Promise.all([readChecked(read, vectors), readChecked(read, items)]);
    const shard = decodeShard(bytes);
    if (shard.rows !== length || shard.dim !== dim) {
      throw new VitrineError(
        'bad-pack',
        `${vectors.file} holds ${shard.rows} rows of ${shard.dim}, not ${length} of ${dim}`,
      );
    }
    rows.data.set(shard.data, first * dim);
    rows.scales.set(shard.scales, first);
    for (const name of COLUMN_NAMES) columns[name].set(shard.columns[name], first);
    return decodeItems(itemBytes, length);
  });
  const [items, tables] = await Promise.all([
    Promise.all(parts).then((lists) => lists.flat()),
    loadTables(read, manifest),
  ]);
  const rowOf = new Map(items.map(({ id }, row) => [id, row]));
  if (rowOf.size !== count) throw new VitrineError('bad-pack', 'two items of the pack share an id');
  const { sensitive = [] } = manifest;
  return { manifest, rows, items, columns, tables, rowOf, sensitive };
}

function roomFor({ items: count, dim }: Manifest, makeRoom: MakeRoom) {
  try {
    return { rows: makeRoom(count, dim), columns: noColumns(count) };
  } catch (cause) {
    throw new VitrineError('bad-pack', `there is no room here for ${count} rows of ${dim}`, { cause });
  }
}

async function loadTables(read: ReadFile, { tables = {}, items }: Manifest): Promise<Catalogue['tables']> {
  const loaded = Object.entries(tables as Readonly<Record<string, PackFile>>).map(
    async ([name, entry]) => [name, decodeTable(await readChecked(read, entry), items)] as const,
  );
  return Object.fromEntries(await Promise.all(loaded));
}

/**
 * Reads a file and checks it; once more from its origin, where a cache had kept what is not it.
 *
 * @throws {VitrineError} `bad-pack` if it is not what the manifest says.
 */
export async function readChecked(read: ReadFile, entry: PackFile): Promise<ArrayBuffer> {
  for (const afresh of [false, true]) {
    const bytes = await read(entry.file, afresh);
    if (bytes.byteLength === entry.bytes && (await sha256(bytes)) === entry.sha256) return bytes;
  }
  throw new VitrineError(
    'bad-pack',
    `${entry.file} is damaged: its content does not have the hash that the manifest gives`,
  );
}
