import type { Columns } from '../core/catalogue.ts';
import type { Rows } from '../core/ports.ts';
import { laterBests } from '../core/ranking/early.ts';
import { project } from '../core/vectors/projection.ts';
import { measureRecall } from '../core/vectors/recall.ts';
import { VitrineError } from '../errors.ts';
import { componentsOf, defaultPrecision, fitCoding, type Coding } from './coding.ts';
import { deflate as portable } from './deflate.ts';
import { addShard } from './encode-shard.ts';
import { checkInput, inRowOrder, mapColumns, type EncodeOptions, type PackInput } from './input.ts';
import { FORMAT, VERSION, type Manifest, type PackFile, type ShardEntry } from './manifest.ts';
import { createPackFiles, withManifest, type EncodedPack, type PackFiles } from './pack-files.ts';
import { encodeProjection } from './projection-file.ts';
import { encodeTable } from './table-file.ts';
import { roundedRows } from './vectors.ts';

/** Rows of the first shard, unless they take more than `FIRST_BYTES`. */
const FIRST_ROWS = 512;
/** The most that the first shard's files may take, so that a first shelf costs 300 kB with the manifest. */
const FIRST_BYTES = 280_000;
/** About 2 MB a shard, so that a reader can unpack one while the next loads. */
const SHARD_ROWS = 8192;

/**
 * Encodes a pack. Its rows are in the order of the shelf for a new shopper, ties in catalogue order, so the same input
 * gives the same bytes.
 *
 * @throws {VitrineError} as `checkInput`.
 */
export async function encodePack(input: PackInput, options: EncodeOptions = {}): Promise<EncodedPack> {
  checkInput(input);
  const { deflate = portable, precision = defaultPrecision(input.dim) } = options;
  const pack = createPackFiles();
  const ordered = inRowOrder(input);
  const { items, embeddings, tables } = ordered;
  const coding = await fitCoding(embeddings, input.dim, precision, deflate);
  const components = componentsOf(embeddings, coding.projection, [...items.keys()]);
  const shards = await addShards(ordered, components, coding, pack, deflate);

  const tableFiles: Record<string, PackFile[]> = {};
  for (const [name, table] of Object.entries(tables))
    tableFiles[name] = [await pack.add('table', 'bin', encodeTable({ table, rows: items.length }))];

  const manifest: Omit<Manifest, 'digest'> = {
    format: FORMAT,
    version: VERSION,
    items: items.length,
    rows: items.length,
    dim: coding.projection.dim,
    from: input.dim,
    bits: precision.bits,
    projection: await pack.add('projection', 'bin', encodeProjection(coding.projection)),
    recall: await recallOf(roundedRows(components, coding.steps), embeddings, coding),
    shards,
    ...later(ordered.columns, [...items.keys()].slice(shards[0]?.rows)),
    ...(Object.keys(tableFiles).length > 0 && { tables: tableFiles }),
    ...(await commonParts(input, pack)),
  };
  return withManifest(pack.files, manifest);
}

/** The best scores of rows that come after the first shard. A reader needs them to show a shelf from the first shard. */
export function later(columns: Columns, rows: readonly number[]): Pick<Manifest, 'later'> {
  const bests = laterBests(columns, rows);
  return bests.length > 0 ? { later: bests } : {};
}

/** The parts of a manifest that come from the input alone. */
export async function commonParts(
  { model, language, sensitive, prices, options }: PackInput,
  pack: PackFiles,
): Promise<Pick<Manifest, 'model' | 'language' | 'sensitive' | 'prices' | 'options'>> {
  return {
    ...(prices !== undefined && { prices }),
    ...(model && { model: await encodeModel(model, pack) }),
    ...(language !== undefined && { language }),
    ...(sensitive?.length && { sensitive: [...sensitive] }),
    options: { ...options },
  };
}

/** recall@20 of quantised rows against the exact vectors. */
export function recallOf(rows: Rows, embeddings: Float32Array, { projection }: Coding): Promise<number> {
  return measureRecall(rows, embeddings, (vector) => project(projection, vector));
}

async function addShards(
  { items, columns, words }: PackInput,
  components: Float32Array,
  { steps, projection: { dim } }: Coding,
  pack: PackFiles,
  deflate: NonNullable<EncodeOptions['deflate']>,
): Promise<ShardEntry[]> {
  const add = (first: number, end: number, to: PackFiles) =>
    addShard(
      {
        items: items.slice(first, end),
        components: components.subarray(first * dim, end * dim),
        steps,
        columns: mapColumns(columns, (column) => column.slice(first, end)),
        words: words?.slice(first, end),
      },
      to,
      deflate,
    );
  let first = Math.min(FIRST_ROWS, items.length);
  const bytesOf = ({ vectors, columns: own, items: list }: ShardEntry) =>
    vectors.bytes + own.bytes + list.bytes;
  while (first > 32 && bytesOf(await add(0, first, createPackFiles())) > FIRST_BYTES) first >>= 1;
  const shards: ShardEntry[] = [];
  for (let from = 0, end = first; from < items.length; from = end, end += SHARD_ROWS)
    shards.push(await add(from, Math.min(end, items.length), pack));
  return shards;
}

async function encodeModel(
  model: NonNullable<PackInput['model']>,
  { add }: PackFiles,
): Promise<NonNullable<Manifest['model']>> {
  const files: Record<string, PackFile> = {};
  for (const [path, bytes] of model.files) {
    const [, stem, extension] = /(?<![\w-])([\w-]+)\.(\w+)$/.exec(path) ?? [];
    if (!stem || !extension)
      throw new VitrineError(
        'bad-argument',
        `the text model has a file named ${path}: a model file needs a name with an ending, such as config.json`,
      );
    files[path] = await add(`model/${stem}`, extension, bytes);
  }
  return { id: model.id, files };
}
