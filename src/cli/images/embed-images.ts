import { createHash } from 'node:crypto';
import { VitrineError } from '../../errors.ts';
import { createImageEmbedder } from '../../model/image/image-embedder.ts';
import type { Pixels } from '../../model/image/resample.ts';
import type { ImageInput } from '../../pack/add-images.ts';
import type { Item } from '../../types.ts';
import { decodePicture } from './decode-image.ts';
import { withRuntime } from '../model-folder.ts';
import { loadWebRuntime } from '../runtime.ts';
import { openImageModelFolder } from './image-model-folder.ts';
import { pictureAddress } from './image-address.ts';
import { readPicture } from './read-image.ts';
import { VectorCache } from './vector-cache.ts';

/** A picture that could not be read, whose it is, and why. */
export interface PictureRefusal {
  readonly id: string;
  readonly address: string;
  readonly reason: string;
}

export interface EmbeddedImages extends ImageInput {
  readonly refusals: readonly PictureRefusal[];
  /** Items that name no picture. */
  readonly without: number;
  /** Images whose vectors an earlier build had computed. */
  readonly cached: number;
}

/** Images that are read at once: as many as a careful host takes, and as fit into memory. */
const AT_ONCE = 8;

/**
 * Embeds the pictures of items: read and decoded several at a time, embedded one after the other.
 *
 * @param base Where relative addresses count from, see `pictureAddress`.
 * @throws {VitrineError} `model-load`; `bad-catalogue` if there is no picture at all that can be read.
 */
export async function embedImages(
  items: readonly Item[],
  { model: folder, base }: { readonly model: string; readonly base: string },
  onDone: (done: number) => void,
): Promise<EmbeddedImages> {
  const model = openImageModelFolder(folder);
  const files = await model.files();
  const cache = new VectorCache([...files.values()]);
  const embedder = await createImageEmbedder(model.read, model.onnx, {
    threads: 2,
    loadRuntime: loadWebRuntime,
  });
  const sources = new Map<string, string[]>();
  for (const item of items) {
    const address = pictureAddress(item, base);
    if (address !== undefined) sources.set(address, [...(sources.get(address) ?? []), item.id]);
  }
  const vectors = new Map<string, Float32Array<ArrayBuffer>>();
  const refusals: PictureRefusal[] = [];
  let [done, cached] = [0, 0];
  try {
    await eachOf([...sources], AT_ONCE, async ([address, ids]) => {
      try {
        const found = await vectorOf(address, cache, (pixels) => embedder.embed(pixels));
        if (found.cached) cached++;
        for (const id of ids) vectors.set(id, found.vector);
      } catch (error) {
        if (error instanceof VitrineError) throw error;
        for (const id of ids) refusals.push({ id, address, reason: (error as Error).message });
      }
      onDone(++done);
    });
  } finally {
    await embedder.dispose();
  }
  const without = items.length - vectors.size - refusals.length;
  return {
    ...blockOf(items, vectors, refusals),
    model: { id: model.id, files: await withRuntime(model) },
    refusals,
    without,
    cached,
  };
}

async function vectorOf(
  address: string,
  cache: VectorCache,
  embed: (pixels: Pixels) => Promise<Float32Array<ArrayBuffer>>,
): Promise<{ vector: Float32Array<ArrayBuffer>; cached: boolean }> {
  const tag = cache.tagOf(address);
  const picture = await readPicture(address, tag?.etag);
  const hash = 'unchanged' in picture ? tag!.hash : createHash('sha256').update(picture.bytes).digest('hex');
  const known = cache.get(hash);
  if ('unchanged' in picture) return { vector: known!, cached: true };
  if (picture.etag !== undefined) cache.note(address, { etag: picture.etag, hash });
  if (known) return { vector: known, cached: true };
  const vector = await embed(await decodePicture(picture.bytes));
  cache.put(hash, vector);
  return { vector, cached: false };
}

function blockOf(
  items: readonly Item[],
  vectors: ReadonlyMap<string, Float32Array>,
  [first]: readonly PictureRefusal[],
): Pick<ImageInput, 'ids' | 'dim' | 'embeddings'> {
  const ids = items.map(({ id }) => id).filter((id) => vectors.has(id)); // in the catalogue's order, whichever came first
  if (ids.length === 0) {
    const example = first
      ? `: for one, ${first.address} of ${first.id} ${first.reason}`
      : ': no item names one';
    throw new VitrineError('bad-catalogue', `no picture could be read${example}`);
  }
  const dim = vectors.get(ids[0]!)!.length;
  const embeddings = new Float32Array(ids.length * dim);
  ids.forEach((id, i) => {
    embeddings.set(vectors.get(id)!, i * dim);
  });
  return { ids, dim, embeddings };
}

/** Does work for each, so many at once. The first failure ends it. */
async function eachOf<Each>(
  all: readonly Each[],
  atOnce: number,
  work: (one: Each) => Promise<void>,
): Promise<void> {
  const left = all.values();
  const worker = async () => {
    for (const one of left) await work(one);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
