import { attributeLists } from '../pack/details.ts';
import { encodeDetails } from '../pack/details-file.ts';
import type { Manifest } from '../pack/manifest.ts';
import type { Item } from '../types.ts';
import { nodeDeflate } from './node-deflate.ts';
import { count, oneLine } from './report/words.ts';

/** What an item takes in a pack beside its vector, in bytes of the files, on average. */
export interface ItemBytes {
  /** The fields of the items files: title, price, address ... */
  readonly fields: number;
  /** The other ids. */
  readonly ids: number;
  readonly attributes: number;
  /** The words of descriptions for searches. */
  readonly words: number;
  /** Each attribute as if it were alone, the largest first. */
  readonly byAttribute: Readonly<Record<string, number>>;
}

/** Measures a pack's items. @param items All of them. */
export async function itemBytes(
  { shards, items: count }: Manifest,
  items: readonly Item[],
): Promise<ItemBytes> {
  const anItem = (bytes: number) => Math.round((bytes / Math.max(1, count)) * 10) / 10;
  const sum = (kind: 'items' | 'ids' | 'attributes' | 'words') =>
    anItem(shards.reduce((bytes, shard) => bytes + (shard[kind]?.bytes ?? 0), 0));
  const alone = Array.from(attributeLists(items), async ([name, lists]) => {
    const file = await encodeDetails(new Map([[name, lists]]), items.length, nodeDeflate);
    return [name, anItem(file.length)] as const;
  });
  const byAttribute = (await Promise.all(alone)).sort(([, a], [, b]) => b - a);
  return {
    fields: sum('items'),
    ids: sum('ids'),
    attributes: sum('attributes'),
    words: sum('words'),
    byAttribute: Object.fromEntries(byAttribute),
  };
}

/** Attributes that are listed; `--json` has all. */
const LISTED = 5;

/** The same in words. */
export function describeItemBytes({ fields, ids, attributes, words, byAttribute }: ItemBytes): string {
  const all = Object.entries(byAttribute);
  const listed = all.slice(0, LISTED).map(([name, bytes]) => `${oneLine(name, 30)} ${bytes}`);
  const more = all.length > LISTED ? [count(all.length - LISTED, 'other')] : [];
  const which = all.length === 0 ? '' : ` (${[...listed, ...more].join(', ')})`;
  const searched = words === 0 ? '' : `; with the first search, the words of its description take ${words}`;
  return `An item's fields take ${fields} bytes on average; after the first shelf, its other ids take ${ids} and its attributes ${attributes}${which}${searched}.`;
}
