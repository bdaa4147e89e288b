import type { Columns } from '../core/catalogue.ts';
import type { Item } from '../types/items.ts';
import { encodeColumns } from './columns-file.ts';
import type { Deflate } from './deflate.ts';
import { addDetails } from './details.ts';
import { encodeItems } from './items.ts';
import type { ShardEntry } from './manifest.ts';
import type { PackFiles } from './pack-files.ts';
import { encodeRowList } from './row-list.ts';
import { encodeVectors } from './vectors.ts';
import { encodeWords, type RowWords } from './words-file.ts';

/** The rows of one shard, in their order. */
interface ShardInput {
  readonly items: readonly Item[];
  /** `[rows * dim]`: the vectors' components along the pack's directions. */
  readonly components: Float32Array;
  readonly steps: Float32Array;
  readonly columns: Columns;
  /** Words of the items' descriptions. */
  readonly words?: RowWords | undefined;
  /** The row of each, ascending. Default: the rows after the shard before. */
  readonly rowList?: readonly number[];
}

/** Writes the files of a shard. */
export async function addShard(
  { items, components, steps, columns, words, rowList }: ShardInput,
  files: PackFiles,
  deflate: Deflate,
): Promise<ShardEntry> {
  const { add } = files;
  return {
    rows: items.length,
    vectors: await add('rows', 'bin', await encodeVectors(components, steps, deflate)),
    columns: await add('columns', 'bin', await encodeColumns(columns, deflate)),
    items: await add('items', 'json', encodeItems(items)),
    ...(await addDetails(items, files, deflate)),
    ...(words?.some((own) => own.length > 0) && {
      words: await add('words', 'bin', await encodeWords(words, deflate)),
    }),
    ...(rowList && { rowList: await add('row-list', 'bin', encodeRowList(rowList)) }),
  };
}
