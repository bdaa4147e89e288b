import { VitrineError } from '../errors.ts';
import { COLUMN_NAMES, type Catalogue, type Columns } from '../core/catalogue.ts';
import { quantiseRows } from '../core/quantise.ts';
import { measureRecall } from '../core/recall.ts';
import type { Rows } from '../core/ports.ts';
import { reordered } from '../core/table.ts';
import type { Item } from '../types.ts';
import { encodeItems } from './items.ts';
import { FORMAT, VERSION, type Manifest, type PackFile, type ShardEntry } from './manifest.ts';
import { sealed } from './seal.ts';
import { sha256 } from './sha256.ts';
import { encodeShard } from './shard.ts';
import { encodeTable } from './table-file.ts';

/** What a pack is made of; all columns in catalogue order. */
export interface PackInput {
  readonly items: readonly Item[];
  /** A multiple of 4. */
  readonly dim: number;
  /** `[count * dim]`, row-major, unit rows. */
  readonly embeddings: Float32Array<ArrayBuffer>;
  readonly columns: Columns;
  readonly tables?: Catalogue['tables'];
  readonly sensitive?: readonly string[];
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

  const { items, embeddings, columns, tables } = inRowOrder(input);
  const rows = quantiseRows(embeddings, input.dim);
  const shards: ShardEntry[] = [];
  for (const { first, end } of shardBounds(rows)) {
    const bytes = encodeShard({
      rows: end - first,
      dim: rows.dim,
      data: rows.data.subarray(first * rows.dim, end * rows.dim),
      scales: rows.scales.subarray(first, end),
      columns: mapColumns(columns, (column) => column.subarray(first, end)),
    });
    shards.push({
      first,
      rows: end - first,
      vectors: await add('rows', 'bin', bytes),
      items: await add('items', 'json', encodeItems(items.slice(first, end))),
    });
  }

  const tableFiles: Record<string, PackFile> = {};
  for (const [name, table] of Object.entries(tables)) {
    tableFiles[name] = await add('table', 'bin', encodeTable(table));
  }

  const manifest: Manifest = await sealed({
    format: FORMAT,
    version: VERSION,
    items: rows.count,
    dim: rows.dim,
    quantisation: 'int8',
    recall: await measureRecall(rows, embeddings),
    shards,
    ...(Object.keys(tableFiles).length > 0 && { tables: tableFiles }),
    ...(input.model && { model: await encodeModel(input.model, add) }),
    ...(input.sensitive?.length && { sensitive: [...input.sensitive] }),
    options: { ...input.options },
  });
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

function inRowOrder({ items, dim, embeddings, columns, tables = {} }: PackInput) {
  const count = items.length;
  const { popularity, trend } = columns;
  if (embeddings.length !== count * dim || COLUMN_NAMES.some((name) => columns[name].length !== count)) {
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
    columns: mapColumns(columns, (column) => Float32Array.from(order, (row) => column[row]!)),
    tables: Object.fromEntries(
      Object.entries(tables).map(([name, table]) => [name, reordered(table, order)]),
    ),
  };
}

function mapColumns(
  columns: Columns,
  change: (column: Float32Array<ArrayBuffer>) => Float32Array<ArrayBuffer>,
): Columns {
  return Object.fromEntries(COLUMN_NAMES.map((name) => [name, change(columns[name])])) as unknown as Columns;
}

function* shardBounds({ count, dim }: Rows) {
  const rest = Math.floor(SHARD_BYTES / (dim + 12));
  for (let first = 0, size = FIRST_SHARD_ROWS; first < count; first += size, size = rest) {
    if (first > 0) size = rest;
    yield { first, end: Math.min(count, first + size) };
  }
}
