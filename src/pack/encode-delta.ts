import { COLUMN_NAMES, type Columns } from '../core/catalogue.ts';
import type { Rows } from '../core/ports.ts';
import { ordinaryRows } from '../core/vectors/quantise.ts';
import type { Item } from '../types/items.ts';
import { decodeColumns, encodeColumns } from './columns-file.ts';
import { componentsOf, defaultPrecision, type Coding } from './coding.ts';
import { deflate as portable, type Deflate } from './deflate.ts';
import { commonParts, later, recallOf } from './encode.ts';
import { addShard } from './encode-shard.ts';
import { checkInput, mapColumns, type EncodeOptions, type PackInput } from './input.ts';
import { DETAILS, loadDetailedPack } from './details.ts';
import { FIELDS } from './items.ts';
import { readChecked, type Pack, type ReadFile } from './load.ts';
import type { Manifest, PackFile, ShardEntry } from './manifest.ts';
import { createPackFiles, withManifest, type EncodedPack, type PackFiles } from './pack-files.ts';
import { patchTables } from './patch-tables.ts';
import { decodeProjection } from './projection-file.ts';
import { decodeRowList, encodeRowList } from './row-list.ts';
import { roundedRows, stepsIn } from './vectors.ts';
import { loadWords } from './words.ts';

/** If a larger share of the pack's rows is out of date, everything is packed again. */
const MAX_STALE = 0.2;
/** If there are this many shards or table layers over the first ones, everything is packed again. */
const MAX_LAYERS = 64;

/** The rows of the new catalogue's items in the pack. */
interface Placing {
  /** For each item: its row in the pack. */
  readonly rows: readonly number[];
  /** Items that are new, or whose fields differ from the previous pack's; in order of their rows. */
  readonly changed: readonly number[];
  /** Rows whose items are no longer in the catalogue, ascending. */
  readonly removed: readonly number[];
  /** The number of rows, removed ones included. */
  readonly end: number;
}

/**
 * Encodes only what has changed in a catalogue since the previous pack. Items that have not changed keep their rows and
 * their files.
 *
 * @param read Reads the files of the previous pack.
 * @returns The new files, and a manifest that names old files too. `undefined` if everything should be packed again: too
 *   many rows are out of date, or the model or the precision differs.
 * @throws {VitrineError} as `loadPack` and `encodePack`.
 */
export async function encodeDelta(
  input: PackInput,
  read: ReadFile,
  { precision = defaultPrecision(input.dim), deflate = portable }: EncodeOptions = {},
): Promise<EncodedPack | undefined> {
  checkInput(input);
  const previous = await loadDetailedPack(read);
  const { manifest } = previous;
  const pack = createPackFiles();
  const common = await commonParts(input, pack);
  const sameCoding =
    manifest.from === input.dim &&
    manifest.dim === Math.min(precision.dim, input.dim) &&
    manifest.bits === precision.bits &&
    sameFiles(manifest.model?.files, common.model?.files);
  if (!sameCoding) return undefined;
  const placing = await place(input, previous, read);
  const stale = manifest.shards.reduce(
    (sum, { rowList, rows }) => sum + (rowList ? rows : 0),
    placing.removed.length,
  );
  const layers = Object.values(manifest.tables ?? {}).map((files) => files?.length ?? 0);
  if (
    stale + placing.changed.length > MAX_STALE * placing.end ||
    Math.max(manifest.shards.filter(({ rowList }) => rowList).length, ...layers) >= MAX_LAYERS
  )
    return undefined;

  const coding = await codingOf(manifest, read);
  const shards = await refreshColumns(input, placing, manifest, read, pack, deflate);
  const rowList = placing.changed.map((item) => placing.rows[item]!);
  const components = componentsOf(input.embeddings, coding.projection, placing.changed);
  if (rowList.length > 0)
    shards.push(
      await addShard(
        {
          items: placing.changed.map((item) => input.items[item]!),
          components,
          steps: coding.steps,
          columns: mapColumns(input.columns, (column) =>
            Float32Array.from(placing.changed, (item) => column[item]!),
          ),
          ...(input.words && { words: placing.changed.map((item) => input.words![item]!) }),
          rowList,
        },
        pack,
        deflate,
      ),
    );
  const rows = rowsNow(input, placing, previous, roundedRows(components, coding.steps));
  const { removed, end } = placing;
  const { format, version, dim, from, bits, projection } = manifest;
  return withManifest(pack.files, {
    format,
    version,
    items: input.items.length,
    rows: end,
    dim,
    from,
    bits,
    projection,
    recall: await recallOf(rows.rows, rows.embeddings, coding),
    shards,
    ...later(
      input.columns,
      [...input.items.keys()].filter((item) => placing.rows[item]! >= shards[0]!.rows),
    ),
    ...(removed.length > 0 && { removed: await pack.add('removed', 'bin', encodeRowList(removed)) }),
    ...(await patchTables(input, placing, previous, read, pack)),
    ...common,
  });
}

/** Finds a row for each item: its row in the previous pack, or a new one at the end. */
async function place({ items, words }: PackInput, previous: Pack, read: ReadFile): Promise<Placing> {
  const { manifest, rowOf } = previous;
  const told = await loadWords(read, manifest);
  const gone = manifest.removed
    ? [...decodeRowList(await readChecked(read, manifest.removed), manifest.rows)]
    : [];
  const isGone = new Set(gone);
  const rowAt: number[] = []; // from an item's index in the loaded pack, which lacks removed rows, to its row
  for (let row = 0; row < manifest.rows; row++) if (!isGone.has(row)) rowAt.push(row);
  let end = manifest.rows;
  const changed: number[] = [];
  const stays = new Set<number>();
  const rows = items.map((item, i) => {
    const before = rowOf.get(item.id);
    if (before === undefined) {
      changed.push(i);
      return end++;
    }
    stays.add(before);
    if (!sameItem(previous.items[before]!, item) || !alike(told[before]!, words?.[i] ?? [])) changed.push(i);
    return rowAt[before]!;
  });
  const left = rowAt.filter((_, index) => !stays.has(index));
  return {
    rows,
    changed: changed.sort((a, b) => rows[a]! - rows[b]!),
    removed: [...gone, ...left].sort((a, b) => a - b),
    end,
  };
}

function sameItem(a: Item, b: Item): boolean {
  return (
    FIELDS.every((field) => a[field] === b[field]) &&
    DETAILS.every(
      (field) =>
        a[field] === b[field] || JSON.stringify(sorted(a[field])) === JSON.stringify(sorted(b[field])),
    )
  );
}

/** Whether words are mostly the same. What an item's rarest words are changes a little with every catalogue. */
function alike(before: readonly string[], now: readonly string[]): boolean {
  const had = new Set(before);
  const kept = now.filter((word) => had.has(word)).length;
  return kept * 2 >= Math.max(before.length, now.length);
}

/** Attributes in one order of their names: the order in which a feed has them does not matter. */
function sorted(detail: Item[(typeof DETAILS)[number]]): unknown {
  if (typeof detail !== 'object' || Array.isArray(detail)) return detail;
  return Object.entries(detail).sort(([one], [other]) => (one < other ? -1 : 1));
}

function sameFiles(
  a: Readonly<Record<string, PackFile>> = {},
  b: Readonly<Record<string, PackFile>> = {},
): boolean {
  const [names, others] = [Object.keys(a), Object.keys(b)];
  return names.length === others.length && names.every((name) => a[name]!.sha256 === b[name]?.sha256);
}

async function codingOf(manifest: Manifest, read: ReadFile): Promise<Coding> {
  const projection = decodeProjection(await readChecked(read, manifest.projection));
  const steps = stepsIn(await readChecked(read, manifest.shards[0]!.vectors));
  return { projection, steps };
}

/** The previous shards; a shard gets a new columns file if a value in it has changed. */
async function refreshColumns(
  { columns }: PackInput,
  { rows }: Placing,
  manifest: Manifest,
  read: ReadFile,
  { add }: PackFiles,
  deflate: Deflate,
): Promise<ShardEntry[]> {
  const itemAt = new Map(rows.map((row, item) => [row, item]));
  const shards: ShardEntry[] = [];
  let first = 0;
  for (const shard of manifest.shards) {
    const rowList = shard.rowList
      ? decodeRowList(await readChecked(read, shard.rowList), manifest.rows)
      : Array.from({ length: shard.rows }, (_, i) => first + i);
    if (!shard.rowList) first += shard.rows;
    const now = await decodeColumns(await readChecked(read, shard.columns), shard.rows);
    const isNew = refresh(now, rowList, itemAt, columns);
    const file = isNew ? await add('columns', 'bin', await encodeColumns(now, deflate)) : shard.columns;
    shards.push({ ...shard, columns: file });
  }
  return shards;
}

/** Writes the new values into `now`. Returns whether any value has changed. */
function refresh(
  now: Columns,
  rowList: ArrayLike<number>,
  itemAt: ReadonlyMap<number, number>,
  columns: Columns,
): boolean {
  let isNew = false;
  for (const name of COLUMN_NAMES) {
    for (let i = 0; i < rowList.length; i++) {
      const item = itemAt.get(rowList[i]!);
      if (item === undefined || now[name][i] === columns[name][item]) continue;
      now[name][i] = columns[name][item]!;
      isNew = true;
    }
  }
  return isNew;
}

/** The quantised rows that a reader of the new pack gets, and the exact vectors of the same items in the same order. */
function rowsNow(
  { items, embeddings, dim: from }: PackInput,
  { changed, rows: rowAt }: Placing,
  { rows, rowOf }: Pack,
  fresh: Rows,
): { rows: Rows; embeddings: Float32Array } {
  const { dim } = rows;
  const now = ordinaryRows(items.length, dim);
  const exact = new Float32Array(embeddings.length);
  const slots = new Map(changed.map((item, slot) => [item, slot]));
  const order = [...items.keys()].sort((a, b) => rowAt[a]! - rowAt[b]!);
  order.forEach((item, to) => {
    const slot = slots.get(item);
    const [source, row] = slot === undefined ? [rows, rowOf.get(items[item]!.id)!] : [fresh, slot];
    now.data.set(source.data.subarray(row * dim, (row + 1) * dim), to * dim);
    now.scales[to] = source.scales[row]!;
    exact.set(embeddings.subarray(item * from, (item + 1) * from), to * from);
  });
  return { rows: now, embeddings: exact };
}
