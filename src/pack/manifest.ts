import * as v from 'valibot';
import { TABLE_NAMES, type Mix, type TableName } from '../core/parameters.ts';
import { MAX_DIM } from '../core/vectors/score.ts';
import { VitrineError } from '../errors.ts';
import { checkDigest } from './digest.ts';

export const FORMAT = 'vitrine-pack';
export const VERSION = 2;

const natural = v.pipe(v.number(), v.integer(), v.minValue(0));
// One folder deep at most, no dots that climb: a manifest must not name a file outside its pack.
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
  /** The rows that these go to, as `encodeRowList` writes them: they take the place of what is there, or come last. */
  at: v.optional(file),
});
const tables = Object.fromEntries(TABLE_NAMES.map((name) => [name, v.array(file)])) as Record<
  TableName,
  v.ArraySchema<typeof file, undefined>
>;
const mix: v.GenericSchema<Mix> = v.record(v.string(), v.number());
const multipleOf4 = v.pipe(v.number(), v.integer(), v.minValue(4), v.multipleOf(4));
const images = v.object({
  /** How many items have one. */
  items: natural,
  dim: multipleOf4,
  files: v.array(file),
  model: v.object({ id: v.string(), files: v.record(v.string(), file) }),
});
const manifest = v.object({
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  /** Items there are: rows that are not removed. */
  items: natural,
  rows: natural,
  /** Of the vectors. */
  dim: v.pipe(multipleOf4, v.maxValue(MAX_DIM)),
  /** Of the text model's vectors. */
  from: multipleOf4,
  /** Mean bits of a component. */
  bits: v.pipe(v.number(), v.minValue(0)),
  /** How a query gets from one to the other. */
  projection: file,
  /** recall@20 against exact f32 at the model's full width, measured when the pack was built. */
  recall: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  /** In row order, without gaps; the first holds the rows that matter most. Those with `at` come last. */
  shards: v.array(shard),
  /** For each mix that a shelf may be ranked by while only the first shard is there: the best score of all rows behind it. */
  later: v.optional(v.array(v.object({ mix, best: v.number() }))),
  /** Rows that are no items any more. */
  removed: v.optional(file),
  /** Item-to-item tables, by the names that ranking knows: a whole one, then others that replace some of its rows. */
  tables: v.optional(v.partial(v.object(tables))),
  /** A file beside this one whose content changes: prices and stock since the pack was built. */
  prices: v.optional(fileName),
  /** The text model that made the vectors, as files in the Hugging Face layout. */
  model: v.optional(v.object({ id: v.string(), files: v.record(v.string(), file) })),
  /** Vectors of images, and the image model that made them: read when they are first asked for. */
  images: v.optional(images),
  /** Categories of which nothing is remembered. */
  sensitive: v.optional(v.array(v.string())),
  options: v.record(v.string(), v.unknown()),
  /** Digest of the rest: two manifests with the same digest are the same. */
  digest: v.string(),
});

export type Manifest = v.InferOutput<typeof manifest>;
export type PackFile = v.InferOutput<typeof file>;
export type ImageEntry = v.InferOutput<typeof images>;
export type ShardEntry = v.InferOutput<typeof shard>;

/**
 * Reads a manifest.
 *
 * @throws {VitrineError} `pack-version` for a pack that is newer or older than this code, `bad-pack` for anything else amiss.
 */
export async function parseManifest(text: string): Promise<Manifest> {
  const json = parseJson(text);
  if (isPack(json) && typeof json.version === 'number' && json.version !== VERSION) {
    const what = json.version > VERSION ? 'update vitrine' : 'build it again';
    throw new VitrineError(
      'pack-version',
      `the pack has version ${json.version}, this code reads ${VERSION}: ${what}`,
    );
  }
  if (isPack(json)) await checkDigest(json);
  const result = v.safeParse(manifest, json);
  if (!result.success) {
    const [issue] = result.issues;
    throw new VitrineError(
      'bad-pack',
      `the manifest is not valid at ${v.getDotPath(issue) ?? 'its top'}: ${issue.message}`,
    );
  }
  checkRows(result.output);
  return result.output;
}

function checkRows({ items, rows, shards }: Manifest): void {
  const patches = shards.findIndex(({ at }) => at);
  const base = patches < 0 ? shards : shards.slice(0, patches);
  const count = base.reduce((sum, shard) => sum + shard.rows, 0);
  const max = shards.reduce((sum, shard) => sum + shard.rows, 0);
  const inOrder = shards.slice(base.length).every(({ at }) => at);
  if (!inOrder || count > rows || rows > max || (patches < 0 && count !== rows) || items > rows)
    throw new VitrineError('bad-pack', 'the rows of the pack do not add up');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new VitrineError('bad-pack', 'the manifest is not JSON: is its address right?', { cause });
  }
}

function isPack(json: unknown): json is { version?: unknown } {
  return typeof json === 'object' && json !== null && 'format' in json && json.format === FORMAT;
}

/** Every file of a pack that is named by its content. */
export function filesOf({ projection, shards, removed, tables = {}, model, images }: Manifest): PackFile[] {
  return [
    projection,
    ...shards.flatMap(({ vectors, columns, items, at }) => [vectors, columns, items, ...(at ? [at] : [])]),
    ...(removed ? [removed] : []),
    ...(Object.values(tables) as PackFile[][]).flat(),
    ...Object.values(model?.files ?? {}),
    ...(images ? [...images.files, ...Object.values(images.model.files)] : []),
  ];
}
