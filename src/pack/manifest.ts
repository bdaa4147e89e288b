import * as v from 'valibot';
import { TABLE_NAMES, type Mix, type TableName } from '../core/parameters.ts';
import { MAX_DIM } from '../core/vectors/score.ts';
import { VitrineError } from '../errors.ts';
import { badPack, packVersion } from './bad-pack.ts';
import { checkDigest } from './digest.ts';

export const FORMAT = 'vitrine-pack';
export const VERSION = 3;

const natural = v.pipe(v.number(), v.integer(), v.minValue(0));
// At most one folder deep and without `..`, since a manifest must not name a file outside its pack.
const fileName = v.pipe(v.string(), v.regex(/^(?:[\w-]+\/)?[\w-][\w.-]*$/));
const file = v.object({
  file: fileName,
  bytes: natural,
  /** Lower-case hex. */
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});
const shard = v.object({
  rows: natural,
  vectors: file,
  columns: file,
  items: file,
  /** Files of details: the items' other ids, and their attributes. No shelf waits for them. */
  ids: v.optional(file),
  attributes: v.optional(file),
  /** A file of `encodeWords`: words of the items' descriptions, for searches. */
  words: v.optional(file),
  /** A file of `encodeRowList` with the row of each item. They replace rows of earlier shards, or come after them. */
  rowList: v.optional(file),
});
const tables = Object.fromEntries(TABLE_NAMES.map((name) => [name, v.array(file)])) as Record<
  TableName,
  v.ArraySchema<typeof file, undefined>
>;
const mix: v.GenericSchema<Mix> = v.record(v.string(), v.number());
const multipleOf4 = v.pipe(v.number(), v.integer(), v.minValue(4), v.multipleOf(4));
const images = v.object({
  /** The number of items that have an image. */
  items: natural,
  dim: multipleOf4,
  files: v.array(file),
  model: v.object({ id: v.string(), files: v.record(v.string(), file) }),
});
const thumbnails = v.object({
  /** How elements show images, unless the page says otherwise: see `ImagesMode`. */
  mode: v.picklist(['pack', 'mixed', 'blurred']),
  /** The number of items that have a thumbnail. */
  items: natural,
  /** Pixels of the longer side; 0 for ThumbHashes. */
  size: natural,
  /** A hash of an item's id says which of them has its thumbnail. */
  files: v.pipe(v.array(file), v.minLength(1)),
});
const manifest = v.object({
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  /** The number of items: rows that are not removed. */
  items: natural,
  rows: natural,
  /** Numbers in a vector of the pack. */
  dim: v.pipe(multipleOf4, v.maxValue(MAX_DIM)),
  /** Numbers in a vector of the text model. */
  from: multipleOf4,
  /** The mean bits of a component. */
  bits: v.pipe(v.number(), v.minValue(0)),
  /** The file that maps a query from `from` numbers to `dim`. */
  projection: file,
  /** recall@20 against exact f32 at the model's full width, measured when the pack was built. */
  recall: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  /** In row order, without gaps; the first has the rows that a new shopper sees first. Shards with `rowList` come last. */
  shards: v.array(shard),
  /** The best score of all rows after the first shard, for each mix that may rank a shelf before the other shards load. */
  later: v.optional(v.array(v.object({ mix, best: v.number() }))),
  /** A file with the rows whose items are no longer in the catalogue. */
  removed: v.optional(file),
  /** The files of each item-to-item table: one with all rows, then others that replace some of them. */
  tables: v.optional(v.partial(v.object(tables))),
  /** A file beside this one with prices and stock that changed after the build. Its content changes, its name does not. */
  prices: v.optional(fileName),
  /** The text model that made the vectors, as files in the Hugging Face layout. */
  model: v.optional(v.object({ id: v.string(), files: v.record(v.string(), file) })),
  /** The vectors of images and the image model that made them. They are read when they are first needed. */
  images: v.optional(images),
  /** Small images for elements to show. */
  thumbnails: v.optional(thumbnails),
  /** A BCP 47 tag: the language of all items, if it is known. */
  language: v.optional(v.string()),
  /** Categories whose items are never remembered. */
  sensitive: v.optional(v.array(v.string())),
  options: v.record(v.string(), v.unknown()),
  /** The digest of all other fields. */
  digest: v.string(),
});

export type Manifest = v.InferOutput<typeof manifest>;
export type PackFile = v.InferOutput<typeof file>;
export type ImageEntry = v.InferOutput<typeof images>;
export type ThumbnailEntry = v.InferOutput<typeof thumbnails>;
export type ShardEntry = v.InferOutput<typeof shard>;

/**
 * Parses and checks a manifest.
 *
 * @throws {VitrineError} `pack-version` if the pack's version is not the one that this code reads; `bad-pack` if the text
 *   is not a valid manifest.
 */
export async function parseManifest(text: string): Promise<Manifest> {
  const json = parseJson(text);
  if (isPack(json) && typeof json.version === 'number' && json.version !== VERSION)
    throw packVersion('the pack', json.version, VERSION);
  if (isPack(json)) await checkDigest(json);
  const result = v.safeParse(manifest, json);
  if (!result.success) {
    const [issue] = result.issues;
    throw badPack(`the manifest is not valid at ${v.getDotPath(issue) ?? 'its top'}: ${issue.message}`);
  }
  checkRows(result.output);
  return result.output;
}

/** Rows of a pack. */
const MAX_ROWS = 2 ** 24;
/** Bytes that an item takes at least in its file, with the shortest id and title. */
const MIN_ITEM_BYTES = 5;

/** Before memory is taken for the rows: a manifest of a few bytes must not ask for gigabytes. */
function checkRows({ items, rows, shards }: Manifest): void {
  const patches = shards.findIndex(({ rowList }) => rowList);
  const base = patches < 0 ? shards : shards.slice(0, patches);
  const count = base.reduce((sum, shard) => sum + shard.rows, 0);
  const max = shards.reduce((sum, shard) => sum + shard.rows, 0);
  const inOrder = shards.slice(base.length).every(({ rowList }) => rowList);
  const liar = shards.find((shard) => shard.items.bytes < MIN_ITEM_BYTES * shard.rows);
  if (rows > MAX_ROWS || liar)
    throw badPack(
      liar
        ? `the manifest gives ${liar.items.bytes} bytes for ${liar.rows} items`
        : `the manifest has ${rows} rows, more than ${MAX_ROWS}`,
    );
  if (!inOrder || count > rows || rows > max || (patches < 0 && count !== rows) || items > rows)
    throw badPack(`the manifest's shards do not add up to ${rows} rows for ${items} items`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new VitrineError('bad-pack', 'the manifest is not JSON; check its address', { cause });
  }
}

function isPack(json: unknown): json is { version?: unknown } {
  return typeof json === 'object' && json !== null && 'format' in json && json.format === FORMAT;
}

/** All files that a manifest names, except the file of prices. */
export function filesOf({
  projection,
  shards,
  removed,
  tables = {},
  model,
  images,
  thumbnails,
}: Manifest): PackFile[] {
  return [
    projection,
    ...shards.flatMap(({ vectors, columns, items, ids, attributes, words, rowList }) =>
      [vectors, columns, items, ids, attributes, words, rowList].filter((file) => file !== undefined),
    ),
    ...(removed ? [removed] : []),
    ...(Object.values(tables) as PackFile[][]).flat(),
    ...Object.values(model?.files ?? {}),
    ...(images ? [...images.files, ...Object.values(images.model.files)] : []),
    ...(thumbnails?.files ?? []),
  ];
}
