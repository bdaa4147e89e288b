import { VitrineError } from '../errors.ts';
import type { Rows } from '../core/ports.ts';
import { COLUMN_NAMES, noColumns, type Catalogue, type Columns } from '../core/catalogue.ts';
import { ordinaryRows } from '../core/vectors/quantise.ts';
import type { Item } from '../types/items.ts';
import { decodeColumns } from './columns-file.ts';
import { decodeItems } from './items.ts';
import { parseManifest, type Manifest, type PackFile, type ShardEntry } from './manifest.ts';
import { decodeRowList } from './row-list.ts';
import { sha256 } from './sha256.ts';
import { decodeTable } from './table-file.ts';
import { decodeVectors } from './vectors.ts';

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

/** A shard in memory. */
interface Shard {
  readonly at: ArrayLike<number>;
  readonly rows: Rows;
  readonly columns: Columns;
  readonly items: readonly Item[];
}

/**
 * Loads a whole pack: every file is checked against its hash before it is used. If that fails and the manifest has
 * changed meanwhile, as when a shop deploys, the pack is loaded by the new manifest.
 *
 * @param makeRoom Allocates the rows: a back end may have a memory of its own.
 * @param known The manifest, if it was read before.
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

/** The manifest as it is now. @throws {VitrineError} as `loadPack`. */
export async function readManifest(read: ReadFile): Promise<Manifest> {
  return parseManifest(new TextDecoder().decode(await read('manifest.json')));
}

/** A pack of which the first shard, and what has changed since it was built, is there. */
export interface OpenedPack {
  readonly manifest: Manifest;
  /** The items of the first shard, without tables. */
  first(makeRoom?: MakeRoom): Promise<Pack>;
  /** All of it; the same rows come first. */
  rest(makeRoom?: MakeRoom): Promise<Pack>;
}

/** @throws {VitrineError} `bad-pack`, `pack-version`, or what `read` rejects with. */
export async function openPack(read: ReadFile, manifest: Manifest): Promise<OpenedPack> {
  const { shards, rows } = manifest;
  const removed = manifest.removed
    ? decodeRowList(await readChecked(read, manifest.removed), rows)
    : new Uint32Array();
  const places = placesOf(rows, removed);
  if (rows - removed.length !== manifest.items)
    throw new VitrineError('bad-pack', 'the rows of the pack do not add up');
  let start = 0;
  const loads = shards.map((entry) => {
    const from = start;
    if (!entry.at) start += entry.rows;
    let loading: Promise<Shard> | undefined;
    return { entry, load: () => (loading ??= loadShard(read, entry, from, manifest)) };
  });
  const early = loads.filter(({ entry }, i) => i === 0 || entry.at);

  /** Rows below `end`, of these shards: a later one takes the place of an earlier one. */
  async function assemble(wanted: typeof loads, end: number, makeRoom: MakeRoom) {
    const count = places.subarray(0, end).reduce((sum, place) => sum + (place >= 0 ? 1 : 0), 0);
    const to = room(count, () => ({ rows: makeRoom(count, manifest.dim), columns: noColumns(count) }));
    const items = new Array<Item>(count);
    let all = Promise.resolve();
    // All are asked for at once, and put in place in order.
    for (const shard of wanted.map(({ load }) => load())) {
      shard.catch(() => undefined); // the chain tells of it
      all = all.then(async () => put(await shard, places, end, { ...to, items }));
    }
    await all;
    const ids = Array.from(items, (item: Item | undefined) => item?.id);
    const rowOf = new Map(ids.map((id, row) => [id, row]));
    if (rowOf.size !== count || rowOf.has(undefined))
      throw new VitrineError('bad-pack', 'two items of the pack share an id, or a row has none');
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
    throw new VitrineError('bad-pack', `there is no room here for ${rows} rows`, { cause });
  }
}

/** The place of each row among those that stay, or -1. */
function placesOf(rows: number, removed: Uint32Array): Int32Array {
  const places = room(rows, () => new Int32Array(rows));
  for (const row of removed) places[row] = -1;
  for (let row = 0, next = 0; row < rows; row++) if (places[row] === 0) places[row] = next++;
  return places;
}

async function loadShard(
  read: ReadFile,
  { rows: count, vectors, columns, items, at }: ShardEntry,
  first: number,
  { dim, rows: end }: Manifest,
): Promise<Shard> {
  const [vectorBytes, columnBytes, itemBytes, atBytes] = await Promise.all([
    readChecked(read, vectors),
    readChecked(read, columns),
    readChecked(read, items),
    at && readChecked(read, at),
  ]);
  const rows = await decodeVectors(vectorBytes);
  const places = atBytes
    ? decodeRowList(atBytes, end)
    : Array.from({ length: rows.count }, (_, i) => first + i);
  if (rows.count !== count || rows.dim !== dim || places.length !== count)
    throw new VitrineError('bad-pack', 'the rows of the pack do not add up');
  return {
    at: places,
    rows,
    columns: await decodeColumns(columnBytes, count),
    items: decodeItems(itemBytes, count),
  };
}

function put(
  { at, rows, columns, items }: Shard,
  places: Int32Array,
  end: number,
  to: { rows: Rows; columns: Columns; items: Item[] },
): void {
  const { dim } = rows;
  for (let i = 0; i < items.length; i++) {
    const row = at[i]!;
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
      const { joinTables } = await import('./join-tables.ts'); // a pack made anew needs none of it
      return [name, joinTables(layers, places, items)] as const;
    },
  );
  return Object.fromEntries((await Promise.all(loaded)).filter(([, table]) => table));
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
