/** What a pack tells of its items beyond what a first shelf shows: their other ids, and their attributes. */
import type { Attributes, Item } from '../types/items.ts';
import { badPack } from './bad-pack.ts';
import { byItem } from './by-item.ts';
import type { Deflate } from './deflate.ts';
import { decodeDetails, encodeDetails, type ListColumns, type Lists } from './details-file.ts';
import { loadPack, readChecked, type Pack, type ReadFile } from './load.ts';
import type { Manifest, ShardEntry } from './manifest.ts';
import type { PackFiles } from './pack-files.ts';

/** The fields of an item that are in its details. */
export type Details = Pick<Item, 'ids' | 'gtin' | 'mpn' | 'attributes'>;
export const DETAILS = ['ids', 'gtin', 'mpn', 'attributes'] as const satisfies readonly (keyof Details)[];

/** The items' other ids as columns: `ids` without GTIN and MPN, which have columns of their own. */
export function idColumns(items: readonly Item[]): ListColumns {
  return filled([
    ['ids', items.map(({ ids = [], gtin, mpn }) => ids.filter((id) => id !== gtin && id !== mpn))],
    ['gtin', items.map(({ gtin }) => (gtin === undefined ? undefined : [gtin]))],
    ['mpn', items.map(({ mpn }) => (mpn === undefined ? undefined : [mpn]))],
  ]);
}

/** The items' attributes, a column for each name. */
export function attributeLists(items: readonly Item[]): ListColumns {
  const names = new Set(items.flatMap(({ attributes = {} }) => Object.keys(attributes)));
  return filled(
    Array.from(names, (name) => [name, items.map(({ attributes = {} }) => own(attributes, name))]),
  );
}

function own(attributes: Attributes, name: string): readonly string[] | undefined {
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}

function filled(columns: readonly (readonly [string, Lists])[]): ListColumns {
  return new Map(columns.filter(([, lists]) => lists.some((list) => list && list.length > 0)));
}

/** Writes the details of a shard's items; a file without content is left out. */
export async function addDetails(
  items: readonly Item[],
  { add }: PackFiles,
  deflate: Deflate,
): Promise<Pick<ShardEntry, 'ids' | 'attributes'>> {
  const file = async (name: string, columns: ListColumns) =>
    columns.size === 0 ? undefined : add(name, 'bin', await encodeDetails(columns, items.length, deflate));
  const [ids, attributes] = [
    await file('ids', idColumns(items)),
    await file('attributes', attributeLists(items)),
  ];
  return { ...(ids && { ids }), ...(attributes && { attributes }) };
}

/**
 * Reads the details of all of a pack's items. Every file is checked against its hash.
 *
 * @returns By item, in the pack's order.
 * @throws {VitrineError} `bad-pack`, `pack-version`, or what `read` rejects with.
 */
export function loadDetails(read: ReadFile, manifest: Manifest): Promise<Details[]> {
  return byItem<Details>(read, manifest, {}, async ({ rows, ids, attributes }) =>
    detailsOf(
      rows,
      ids && (await decodeDetails(await readChecked(read, ids), rows)),
      attributes && (await decodeDetails(await readChecked(read, attributes), rows)),
    ),
  );
}

function detailsOf(
  rows: number,
  codes: ListColumns = new Map(),
  attributes: ListColumns = new Map(),
): Details[] {
  const column = (name: string) => codes.get(name) ?? [];
  const [ids, gtins, mpns] = [column('ids'), column('gtin'), column('mpn')];
  if ([gtins, mpns].some((lists) => lists.some((list) => list && list.length !== 1)))
    throw badPack('a details file has several GTINs or MPNs of one item');
  return Array.from({ length: rows }, (_, row) => {
    const [gtin, mpn] = [gtins[row]?.[0], mpns[row]?.[0]];
    const all = [...(ids[row] ?? []), gtin, mpn].filter((id) => id !== undefined);
    const own = [...attributes].flatMap(([name, lists]) => (lists[row] ? [[name, lists[row]] as const] : []));
    return {
      ...(all.length > 0 && { ids: all }),
      ...(gtin !== undefined && { gtin }),
      ...(mpn !== undefined && { mpn }),
      ...(own.length > 0 && { attributes: Object.fromEntries(own) }),
    };
  });
}

/** The items with their details. */
export function withDetails(items: readonly Item[], details: readonly Details[]): Item[] {
  return items.map((item, row) => {
    const { ids = [], ...others } = details[row]!;
    const further = ids.filter((id) => id !== item.id);
    return { ...item, ...(further.length > 0 && { ids: further }), ...others };
  });
}

/** Loads a whole pack with the details of its items. @throws {VitrineError} as `loadPack` and `loadDetails`. */
export async function loadDetailedPack(read: ReadFile): Promise<Pack> {
  const pack = await loadPack(read);
  return { ...pack, items: withDetails(pack.items, await loadDetails(read, pack.manifest)) };
}
