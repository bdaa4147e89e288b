import { arrived, VitrineError } from '../errors.ts';
import type { Rows } from '../core/ports.ts';
import { COLUMN_NAMES, noColumns, type Catalogue, type Columns } from '../core/catalogue.ts';
import { ordinaryRows } from '../core/vectors/quantise.ts';
import type { Item } from '../types/items.ts';
import { badPack } from './bad-pack.ts';
import { decodeColumns } from './columns-file.ts';
import { decodeItems } from './items.ts';
import { parseManifest, type Manifest, type PackFile, type ShardEntry } from './manifest.ts';
import { decodeRowList } from './row-list.ts';
import { sha256 } from './sha256.ts';
import { decodeTable } from './table-file.ts';
import { decodeVectors } from './vectors.ts';

/**
 * Reads one of a pack's files by its name in the manifest. Rejects if the file does not exist.
 *
 * @param afresh Whether to read from the origin because the cached copy is damaged. Default: false.
 * @param max Bytes that the file may have: a reader may stop behind them, and what it returns is then refused.
 */
export type ReadFile = (file: string, afresh?: boolean, max?: number) => Promise<ArrayBuffer>;

/** Bytes of a manifest: that of a million items has 100 kB. */
const MAX_MANIFEST = 16 * 2 ** 20;

/** A pack in memory. */
export interface Pack extends Catalogue {
  readonly manifest: Manifest;
}

/** Allocates rows; the loader fills `data` and `scales`. */
export type MakeRoom = (count: number, dim: number) => Rows;

/** A shard in memory. */
interface Shard {
  /** The row of each of its items. */
  readonly rowList: ArrayLike<number>;
  readonly rows: Rows;
  readonly columns: Columns;
  readonly items: readonly Item[];
}

/**
 * Loads a whole pack. Every file is checked against its hash before it is used. If loading fails and the manifest has
 * changed meanwhile, because the shop has deployed a new pack, the new pack is loaded.
 *
 * @param makeRoom Allocates the rows, since a back end may have a memory of its own.
 * @param known The manifest. Default: it is read.
 * @throws {VitrineError} `bad-pack`, `pack-version`, or what `read` rejects with.
 */
export async function loadPack(
  read: ReadFile,
  makeRoom: MakeRoom = ordinaryRows,
  known?: Manifest,
): Promise<Pack> {
  const load = async (manifest: Manifest) => (await openPack(read, manifest)).rest(makeRoom);
  let manifest = known;
  try {
    manifest ??= await readManifest(read);
    return await load(manifest);
  } catch (error) {
    const now = await readManifest(read).catch(() => undefined);
    if (!now || now.digest === manifest?.digest) throw error;
    return load(now);
  }
}

/** Reads the manifest. @throws {VitrineError} as `loadPack`. */
export async function readManifest(read: ReadFile): Promise<Manifest> {
  return parseManifest(new TextDecoder().decode(await read('manifest.json', false, MAX_MANIFEST)));
}

/** A pack whose manifest is read, and whose other files are read when they are asked for. */
export interface OpenedPack {
  readonly manifest: Manifest;
  /** Loads the rows of the first shard, with later changes to them, without tables. */
  first(makeRoom?: MakeRoom): Promise<Pack>;
  /** Loads the whole pack; it begins with the same rows. */
  rest(makeRoom?: MakeRoom): Promise<Pack>;
}

/** Opens the pack of a manifest. @throws {VitrineError} `bad-pack`, `pack-version`, or what `read` rejects with. */
export async function openPack(read: ReadFile, manifest: Manifest): Promise<OpenedPack> {
  const { shards, rows } = manifest;
  const removed = manifest.removed
    ? decodeRowList(await readChecked(read, manifest.removed), rows)
    : new Uint32Array();
  const places = placesOf(rows, removed);
  if (rows - removed.length !== manifest.items)
    throw badPack(`the pack has ${rows - removed.length} rows, not one for each of ${manifest.items} items`);
  let start = 0;
  const loads = shards.map((entry) => {
    const from = start;
    if (!entry.rowList) start += entry.rows;
    let loading: Promise<Shard> | undefined;
    return { entry, load: () => (loading ??= loadShard(read, entry, from, manifest)) };
  });
  const early = loads.filter(({ entry }, i) => i === 0 || entry.rowList);

  /** The rows below `end` of the wanted shards. If two shards have a row, the later one counts. */
  async function assemble(wanted: typeof loads, end: number, makeRoom: MakeRoom) {
    const count = places.subarray(0, end).reduce((sum, place) => sum + (place >= 0 ? 1 : 0), 0);
    const to = room(count, () => ({ rows: makeRoom(count, manifest.dim), columns: noColumns(count) }));
    const items = new Array<Item>(count);
    let all = Promise.resolve();
    // All shards load at once, and are copied in order.
    for (const shard of wanted.map(({ load }) => load())) {
      shard.catch(() => undefined); // `all` rejects with it
      all = all.then(async () => put(await shard, places, end, { ...to, items }));
    }
    await all;
    const ids = Array.from(items, (item: Item | undefined) => item?.id);
    const rowOf = new Map(ids.map((id, row) => [id, row]));
    if (rowOf.size !== count || rowOf.has(undefined))
      throw badPack('two items of the pack share an id, or a row has no item');
    const { sensitive = [] } = manifest;
    return { manifest, ...to, items, rowOf: rowOf as ReadonlyMap<string, number>, sensitive };
  }

  return {
    manifest,
    first: async (makeRoom = ordinaryRows) => ({
      ...(await assemble(early, shards[0]?.rows ?? 0, makeRoom)),
      tables: {},
    }),
    rest: async (makeRoom = ordinaryRows) => {
      const [pack, tables] = await Promise.all([
        assemble(loads, rows, makeRoom),
        loadTables(read, manifest, places),
      ]);
      return { ...pack, tables };
    },
  };
}

function room<Made>(rows: number, make: () => Made): Made {
  try {
    return make();
  } catch (cause) {
    throw new VitrineError('bad-pack', `there is not enough memory for a pack of ${rows} rows`, { cause });
  }
}

/** `[rows]`: for each row its index among the rows that are not removed, or -1. */
export function placesOf(rows: number, removed: Uint32Array): Int32Array {
  const places = room(rows, () => new Int32Array(rows));
  for (const row of removed) places[row] = -1;
  for (let row = 0, next = 0; row < rows; row++) if (places[row] === 0) places[row] = next++;
  return places;
}

async function loadShard(
  read: ReadFile,
  { rows: count, vectors, columns, items, rowList: list }: ShardEntry,
  first: number,
  { dim, rows: end }: Manifest,
): Promise<Shard> {
  const [vectorBytes, columnBytes, itemBytes, listBytes] = await Promise.all([
    readChecked(read, vectors),
    readChecked(read, columns),
    readChecked(read, items),
    list && readChecked(read, list),
  ]);
  const rows = await decodeVectors(vectorBytes, count, dim);
  const rowList = listBytes
    ? decodeRowList(listBytes, end)
    : Array.from({ length: rows.count }, (_, i) => first + i);
  if (rowList.length !== count)
    throw badPack(`a shard of ${count} rows has a list of ${rowList.length} rows`);
  return {
    rowList,
    rows,
    columns: await decodeColumns(columnBytes, count),
    items: decodeItems(itemBytes, count),
  };
}

/** Copies the rows of a shard that are below `end` and not removed to their places. */
function put(
  { rowList, rows, columns, items }: Shard,
  places: Int32Array,
  end: number,
  to: { rows: Rows; columns: Columns; items: Item[] },
): void {
  const { dim } = rows;
  for (let i = 0; i < items.length; i++) {
    const row = rowList[i]!;
    const place = row < end ? places[row]! : -1;
    if (place < 0) continue;
    to.rows.data.set(rows.data.subarray(i * dim, (i + 1) * dim), place * dim);
    to.rows.scales[place] = rows.scales[i]!;
    for (const name of COLUMN_NAMES) to.columns[name][place] = columns[name][i]!;
    to.items[place] = items[i]!;
  }
}

async function loadTables(
  read: ReadFile,
  { tables = {}, items, rows }: Manifest,
  places: Int32Array,
): Promise<Catalogue['tables']> {
  const loaded = Object.entries(tables as Readonly<Record<string, readonly PackFile[]>>).map(
    async ([name, entries]) => {
      const layers = await Promise.all(
        entries.map(async (entry) => decodeTable(await readChecked(read, entry), rows)),
      );
      const [whole] = layers;
      if (layers.length === 1 && !whole!.listed && whole!.rows === items && rows === items)
        return [name, whole!.table] as const;
      const { joinTables } = await arrived(() => import('./join-tables.ts')); // a pack that was built whole does not need it
      return [name, joinTables(layers, places, items)] as const;
    },
  );
  return Object.fromEntries((await Promise.all(loaded)).filter(([, table]) => table));
}

/**
 * Reads a file and checks its hash. If the cached copy is wrong, the file is read again from its origin.
 *
 * @throws {VitrineError} `bad-pack` if its content does not have the hash that the manifest gives.
 */
export async function readChecked(read: ReadFile, entry: PackFile): Promise<ArrayBuffer> {
  for (const afresh of [false, true]) {
    const bytes = await read(entry.file, afresh, entry.bytes);
    if (bytes.byteLength === entry.bytes && (await sha256(bytes)) === entry.sha256) return bytes;
  }
  throw badPack(`${entry.file} is damaged: its content does not have the hash that the manifest gives`);
}
