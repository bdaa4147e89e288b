import * as v from 'valibot';
import { TABLE_NAMES, type TableName } from '../core/parameters.ts';
import { MAX_DIM } from '../core/score.ts';
import { VitrineError } from '../errors.ts';
import { checkSeal } from './seal.ts';

export const FORMAT = 'vitrine-pack';
export const VERSION = 1;

const natural = v.pipe(v.number(), v.integer(), v.minValue(0));
// One folder deep at most, no dots that climb: a manifest must not name a file outside its pack.
const fileName = v.pipe(v.string(), v.regex(/^(?:[\w-]+\/)?[\w-][\w.-]*$/));
const file = v.object({
  file: fileName,
  bytes: natural,
  /** Lower-case hex. */
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});
const shard = v.object({ first: natural, rows: natural, vectors: file, items: file });
const tables = Object.fromEntries(TABLE_NAMES.map((name) => [name, file])) as Record<TableName, typeof file>;
const manifest = v.object({
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  items: natural,
  dim: v.pipe(v.number(), v.integer(), v.minValue(4), v.maxValue(MAX_DIM), v.multipleOf(4)),
  quantisation: v.literal('int8'),
  /** recall@20 of the quantised path against exact f32, measured when the pack was built. */
  recall: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  /** In row order, without gaps; the first holds the rows that matter most. */
  shards: v.array(shard),
  /** Item-to-item tables, by the names that ranking knows. */
  tables: v.optional(v.partial(v.object(tables))),
  /** The text model that made the vectors, as files in the Hugging Face layout. */
  model: v.optional(v.object({ id: v.string(), files: v.record(v.string(), file) })),
  /** Categories of which nothing is remembered. */
  sensitive: v.optional(v.array(v.string())),
  options: v.record(v.string(), v.unknown()),
  /** `sealOf` the rest: with it two manifests are the same. */
  seal: v.string(),
});

export type Manifest = v.InferOutput<typeof manifest>;
export type PackFile = v.InferOutput<typeof file>;
export type ShardEntry = v.InferOutput<typeof shard>;

/**
 * Reads a manifest.
 *
 * @throws {VitrineError} `pack-version` for a pack that is newer than this code, `bad-pack` for anything else amiss.
 */
export async function parseManifest(text: string): Promise<Manifest> {
  const json = parseJson(text);
  if (isPack(json) && typeof json.version === 'number' && json.version > VERSION) {
    throw new VitrineError(
      'pack-version',
      `the pack has version ${json.version}, this code reads up to ${VERSION}: update vitrine`,
    );
  }
  if (isPack(json)) await checkSeal(json);
  const result = v.safeParse(manifest, json);
  if (!result.success) {
    const [issue] = result.issues;
    throw new VitrineError(
      'bad-pack',
      `the manifest is not valid at ${v.getDotPath(issue) ?? 'its top'}: ${issue.message}`,
    );
  }
  let row = 0;
  for (const { first, rows } of result.output.shards) {
    if (first !== row) throw new VitrineError('bad-pack', `a shard starts at row ${first}, not ${row}`);
    row += rows;
  }
  if (row !== result.output.items)
    throw new VitrineError('bad-pack', `${row} rows in shards for ${result.output.items} items`);
  return result.output;
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
