/**
 * Files of image vectors. They name items by id, so a new order of rows or new prices do not change them. One file,
 * little-endian throughout:
 *
 * | offset | what |
 * | --- | --- |
 * | 0 | magic `VIMG` |
 * | 4 | u32 version, 1 |
 * | 8 | u32 items |
 * | 12 | u32 dim |
 * | 16..63 | zero |
 * | 64 | int8 vectors `[items * dim]`, row-major |
 * | next multiple of 64 | f32 scales `[items]` |
 * | next multiple of 64, to the end | the items' ids, a JSON list in UTF-8 |
 */
import * as v from 'valibot';
import { noColumns, type Catalogue } from '../core/catalogue.ts';
import type { ImageVectors } from '../core/ranking/visit.ts';
import type { Rows } from '../core/ports.ts';
import { quantiseRows } from '../core/vectors/quantise.ts';
import { badPack, packVersion } from './bad-pack.ts';
import { readChecked, type MakeRoom, type ReadFile } from './load.ts';
import type { ImageEntry } from './manifest.ts';

const MAGIC = 0x474d4956; // 'VIMG' read as a little-endian u32
const IMAGE_VERSION = 1;
const ALIGN = 64;
/** The most that the vectors of one file take: a reader holds all of a file at once. */
const FILE_BYTES = 16 * 1024 * 1024;

/** Vectors of images, and the id of each image's item. */
interface ImageBlock {
  readonly ids: readonly string[];
  readonly rows: Rows;
}

/**
 * Encodes the vectors of images, as several files if they are many.
 *
 * @param ids The id of each image's item.
 * @param embeddings `[ids.length * dim]`, unit rows.
 */
export function encodeImages(
  ids: readonly string[],
  embeddings: Float32Array,
  dim: number,
): Uint8Array<ArrayBuffer>[] {
  const size = Math.floor(FILE_BYTES / dim);
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, i) => {
    const part = ids.slice(i * size, (i + 1) * size);
    const rows = quantiseRows(embeddings.subarray(i * size * dim, (i * size + part.length) * dim), dim);
    return encodeImageFile({ ids: part, rows });
  });
}

function encodeImageFile({ ids, rows }: ImageBlock): Uint8Array<ArrayBuffer> {
  const names = new TextEncoder().encode(JSON.stringify(ids));
  const offsets = layout(rows.count, rows.dim);
  const buffer = new ArrayBuffer(offsets.ids + names.length);
  const header = new DataView(buffer);
  [MAGIC, IMAGE_VERSION, rows.count, rows.dim].forEach((value, i) => {
    header.setUint32(4 * i, value, true);
  });
  new Int8Array(buffer, offsets.data).set(rows.data);
  new Float32Array(buffer, offsets.scales, rows.count).set(rows.scales);
  const bytes = new Uint8Array(buffer);
  bytes.set(names, offsets.ids);
  return bytes;
}

/** Reads a file of image vectors; they are views of `buffer`. @throws {VitrineError} `bad-pack`, `pack-version` */
export function decodeImageFile(buffer: ArrayBuffer): ImageBlock {
  const header = new DataView(buffer);
  if (buffer.byteLength < ALIGN || header.getUint32(0, true) !== MAGIC)
    throw badPack('an image file does not start with VIMG');
  const version = header.getUint32(4, true);
  if (version !== IMAGE_VERSION) throw packVersion('an image file', version, IMAGE_VERSION);
  const [count, dim] = [header.getUint32(8, true), header.getUint32(12, true)];
  const offsets = layout(count, dim);
  const ids = offsets.ids <= buffer.byteLength ? idsIn(buffer, offsets.ids) : [];
  if (ids.length !== count) throw badPack(`an image file of ${count} images has ${ids.length} ids`);
  const rows = {
    count,
    dim,
    data: new Int8Array(buffer, offsets.data, count * dim),
    scales: new Float32Array(buffer, offsets.scales, count),
  };
  return { ids, rows };
}

function idsIn(buffer: ArrayBuffer, start: number): readonly string[] {
  try {
    return v.parse(v.array(v.string()), JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, start))));
  } catch (cause) {
    throw badPack('the ids in an image file are not a JSON list of strings', { cause });
  }
}

/**
 * Loads the image vectors of a pack. Every file is checked against its hash. Ids of items that the pack no longer has are
 * left out.
 *
 * @throws {VitrineError} `bad-pack`, `pack-version`, or what `read` rejects with.
 */
export async function loadImages(
  read: ReadFile,
  { dim, files }: ImageEntry,
  { items, rowOf }: Pick<Catalogue, 'items' | 'rowOf'>,
  makeRoom: MakeRoom,
): Promise<Omit<ImageVectors, 'scorer'>> {
  const blocks = await Promise.all(files.map(async (file) => decodeImageFile(await readChecked(read, file))));
  const other = blocks.find(({ rows }) => rows.dim !== dim);
  if (other)
    throw badPack(`an image file has vectors of ${other.rows.dim} numbers, and the manifest says ${dim}`);
  const found = blocks
    .flatMap(({ ids, rows }) => ids.map((id, from) => ({ row: rowOf.get(id) ?? -1, from, rows })))
    .filter(({ row }) => row >= 0)
    .sort((a, b) => a.row - b.row);
  const room = makeRoom(found.length, dim);
  found.forEach(({ from, rows }, to) => {
    room.data.set(rows.data.subarray(from * dim, (from + 1) * dim), to * dim);
    room.scales[to] = rows.scales[from]!;
  });
  const withImages = found.map(({ row }) => items[row]!);
  const catalogue = {
    rows: room,
    items: withImages,
    rowOf: new Map(withImages.map(({ id }, row) => [id, row])),
    columns: noColumns(withImages.length),
    tables: {},
  };
  return { catalogue, rows: Uint32Array.from(found, ({ row }) => row) };
}

function layout(count: number, dim: number) {
  const scales = aligned(ALIGN + count * dim);
  return { data: ALIGN, scales, ids: aligned(scales + 4 * count) };
}

function aligned(offset: number): number {
  return Math.ceil(offset / ALIGN) * ALIGN;
}
