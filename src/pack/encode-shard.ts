import type { Columns } from '../core/catalogue.ts';
import type { Item } from '../types/items.ts';
import { encodeColumns } from './columns-file.ts';
import type { Deflate } from './deflate.ts';
import { encodeItems } from './items.ts';
import type { ShardEntry } from './manifest.ts';
import type { PackFiles } from './pack-files.ts';
import { encodeRowList } from './row-list.ts';
import { encodeVectors } from './vectors.ts';

/** Rows of one shard, in their order. */
export interface ShardInput {
  readonly items: readonly Item[];
  /** `[rows * dim]`, along the pack's directions. */
  readonly components: Float32Array;
  readonly steps: Float32Array;
  readonly columns: Columns;
  /** The rows that they go to, where that is not the next ones. */
  readonly at?: readonly number[];
}

/** Writes one shard's files. */
export async function addShard(
  { items, components, steps, columns, at }: ShardInput,
  { add }: PackFiles,
  deflate: Deflate,
): Promise<ShardEntry> {
  return {
    rows: items.length,
    vectors: await add('rows', 'bin', await encodeVectors(components, steps, deflate)),
    columns: await add('columns', 'bin', await encodeColumns(columns, deflate)),
    items: await add('items', 'json', encodeItems(items)),
    ...(at && { at: await add('at', 'bin', encodeRowList(at)) }),
  };
}
