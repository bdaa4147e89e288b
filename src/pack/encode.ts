import { VitrineError } from '../errors.ts';
import { quantiseRows } from '../core/quantise.ts';
import { measureRecall } from '../core/recall.ts';
import type { Rows } from '../core/ports.ts';
import type { Item } from '../types.ts';
import { encodeItems } from './items.ts';
import { FORMAT, VERSION, type Manifest, type PackFile, type ShardEntry } from './manifest.ts';
import { sha256 } from './sha256.ts';
import { encodeShard } from './shard.ts';

/** What a pack is made of; all columns in catalogue order. */
export interface PackInput {
  readonly items: readonly Item[];
  /** A multiple of 4. */
  readonly dim: number;
  /** `[count * dim]`, row-major, unit rows. */
  readonly embeddings: Float32Array<ArrayBuffer>;
  /** `[count]` in [0, 1]. */
  readonly popularity: Float32Array<ArrayBuffer>;
  /** `[count]` in [0, 1]. */
  readonly trend: Float32Array<ArrayBuffer>;
  /** The text model's files, from path in the Hugging Face layout to content; without them a pack cannot search. */
  readonly model?: { readonly id: string; readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>> };
  /** Noted in the manifest as they are. */
  readonly options: Readonly<Record<string, unknown>>;
}

const FIRST_SHARD_ROWS = 512; // about 256 KiB at 512 dimensions: enough for a first shelf
const SHARD_BYTES = 16 * 1024 * 1024; // well under the 32 MiB that a reader may have to hold at once

/**
 * Encodes a pack: file name to content, `manifest.json` among them. Rows are put in order of popularity and trend,
 * ties in catalogue order, so the same input gives the same bytes.
 *
 * @throws {VitrineError} `bad-shape` if the columns do not fit each other, `bad-argument` if a vector is not finite.
 */
export async function encodePack(input: PackInput): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const add = async (name: string, extension: string, bytes: Uint8Array<ArrayBuffer>): Promise<PackFile> => {
    const hash = await sha256(bytes);
    const file = `${name}-${hash.slice(0, 16)}.${extension}`;
    files.set(file, bytes);
    return { file, bytes: bytes.length, sha256: hash };
  };

  const { items, embeddings, popularity, trend } = inRowOrder(input);
  const rows = quantiseRows(embeddings, input.dim);
  const shards: ShardEntry[] = [];
  for (const { first, end } of shardBounds(rows)) {
    const bytes = encodeShard({
      rows: end - first,
      dim: rows.dim,
      data: rows.data.subarray(first * rows.dim, end * rows.dim),
      scales: rows.scales.subarray(first, end),
      popularity: popularity.subarray(first, end),
      trend: trend.subarray(first, end),
    });
    shards.push({
      first,
      rows: end - first,
      vectors: await add('rows', 'bin', bytes),
      items: await add('items', 'json', encodeItems(items.slice(first, end))),
    });
  }

  const manifest: Manifest = {
    format: FORMAT,
    version: VERSION,
    items: rows.count,
    dim: rows.dim,
    quantisation: 'int8',
    recall: await measureRecall(rows, embeddings),
    shards,
    ...(input.model && { model: await encodeModel(input.model, add) }),
    options: { ...input.options },
  };
  files.set('manifest.json', new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`));
  return files;
}

async function encodeModel(
  model: NonNullable<PackInput['model']>,
  add: (name: string, extension: string, bytes: Uint8Array<ArrayBuffer>) => Promise<PackFile>,
): Promise<NonNullable<Manifest['model']>> {
  const files: Record<string, PackFile> = {};
  for (const [path, bytes] of model.files) {
    const [, stem, extension] = /([\w-]+)\.(\w+)$/.exec(path) ?? [];
    if (!stem || !extension)
      throw new VitrineError('bad-argument', `a model file needs a name with an ending, got ${path}`);
    files[path] = await add(`model/${stem}`, extension, bytes);
  }
  return { id: model.id, files };
}

function inRowOrder({ items, dim, embeddings, popularity, trend }: PackInput) {
  const count = items.length;
  if (embeddings.length !== count * dim || popularity.length !== count || trend.length !== count) {
    throw new VitrineError('bad-shape', `the columns of a pack of ${count} items do not fit`);
  }
  const weight = (row: number) => popularity[row]! + trend[row]!;
  const order = Array.from(items.keys()).sort((a, b) => weight(b) - weight(a) || a - b);
  const sorted = new Float32Array(embeddings.length);
  order.forEach((from, to) => {
    sorted.set(embeddings.subarray(from * dim, (from + 1) * dim), to * dim);
  });
  return {
    items: order.map((row) => items[row]!),
    embeddings: sorted,
    popularity: Float32Array.from(order, (row) => popularity[row]!),
    trend: Float32Array.from(order, (row) => trend[row]!),
  };
}

function* shardBounds({ count, dim }: Rows) {
  const rest = Math.floor(SHARD_BYTES / (dim + 12));
  for (let first = 0, size = FIRST_SHARD_ROWS; first < count; first += size, size = rest) {
    if (first > 0) size = rest;
    yield { first, end: Math.min(count, first + size) };
  }
}
