import { placesOf, readChecked, type ReadFile } from './load.ts';
import type { Manifest, PackFile, ShardEntry } from './manifest.ts';
import { decodeRowList } from './row-list.ts';

/**
 * Reads something of each row of each shard, and gives it by item.
 *
 * @param readShard One for each of the shard's rows, in their order.
 * @param none What an item has that no shard gives anything.
 * @returns By item, in the pack's order.
 */
export async function byItem<Own>(
  read: ReadFile,
  manifest: Manifest,
  none: Own,
  readShard: (shard: ShardEntry) => Promise<readonly Own[]>,
): Promise<Own[]> {
  const [places, ...loaded] = await Promise.all([
    rowsOfShards(read, manifest),
    ...manifest.shards.map(readShard),
  ]);
  const items = Array.from({ length: manifest.items }, () => none);
  loaded.forEach((shard, i) => {
    shard.forEach((own, row) => {
      const place = places[i]![row]!;
      if (place >= 0) items[place] = own;
    });
  });
  return items;
}

/** For each shard, the place of each of its rows among the pack's items, or -1 for a removed one. */
async function rowsOfShards(read: ReadFile, { shards, rows, removed }: Manifest): Promise<number[][]> {
  const list = async (file: PackFile) => decodeRowList(await readChecked(read, file), rows);
  const places = placesOf(rows, removed ? await list(removed) : new Uint32Array());
  let end = 0;
  return Promise.all(
    shards.map(async ({ rows: count, rowList }) => {
      const first = end;
      if (!rowList) end += count;
      const own = rowList && (await list(rowList));
      return Array.from({ length: count }, (_, i) => places[own ? (own[i] ?? rows) : first + i] ?? -1);
    }),
  );
}
