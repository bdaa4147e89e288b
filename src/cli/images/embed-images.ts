import { join } from 'node:path';
import { VitrineError } from '../../errors.ts';
import { createImageEmbedder } from '../../model/image/image-embedder.ts';
import type { Pixels } from '../../model/image/resample.ts';
import type { ImageInput } from '../../pack/add-images.ts';
import type { Item } from '../../types.ts';
import { withRuntime } from '../model-folder.ts';
import { loadWebRuntime } from '../runtime.ts';
import { defaultCache, modelDigest } from '../vectors/cache-folder.ts';
import { digestOf } from '../vectors/frames.ts';
import { openVectorStore, type VectorStore } from '../vectors/vector-store.ts';
import { decodeImage } from './decode-image.ts';
import { eachOf } from './each-of.ts';
import { HostTags } from './host-tags.ts';
import { idsByAddress, type ImageRefusal } from './ids-by-address.ts';
import { openImageModelFolder } from './image-model-folder.ts';
import { limitsOf, readImage, type ImageLimits } from './read-image.ts';

export interface EmbeddedImages extends ImageInput {
  readonly refusals: readonly ImageRefusal[];
  /** Number of items that name no image. */
  readonly without: number;
  /** Number of images whose vectors an earlier build had computed. */
  readonly cached: number;
}

/** Number of images that are read at once: as many as a host can be asked to bear, and as fit into memory. */
const AT_ONCE = 8;

/**
 * Embeds the images of items. Several images are read and decoded at a time; they are embedded one after the other.
 *
 * @param base The place that relative addresses start from, see `imageAddress`.
 * @throws {VitrineError} `model-load`, or `bad-catalogue` if no image can be read.
 */
export async function embedImages(
  items: readonly Item[],
  { model: folder, base }: { readonly model: string; readonly base: string },
  onDone: (done: number) => void,
): Promise<EmbeddedImages> {
  const model = openImageModelFolder(folder);
  const files = await model.files();
  const embedder = await createImageEmbedder(model.read, model.onnx, {
    threads: 2,
    loadRuntime: loadWebRuntime,
  });
  const cache = openCache(files);
  const vectors = new Map<string, Float32Array<ArrayBuffer>>();
  const refusals: ImageRefusal[] = [];
  let [done, cached] = [0, 0];
  const limits = await limitsOf(base);
  try {
    await eachOf(idsByAddress(items, base, refusals), AT_ONCE, async ([address, ids]) => {
      try {
        const found = await vectorOf(address, limits, cache, (pixels) => embedder.embed(pixels));
        if (found.cached) cached++;
        for (const id of ids) vectors.set(id, found.vector);
      } catch (error) {
        if (error instanceof VitrineError) throw error;
        for (const id of ids) refusals.push({ id, address, reason: (error as Error).message });
      }
      onDone(++done);
    });
  } finally {
    cache.store.close();
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

/** What earlier builds have left: vectors by the digest of the image file, and what hosts sent for each address. */
interface Cache {
  readonly store: VectorStore;
  readonly tags: HostTags;
}

function openCache(model: ReadonlyMap<string, Uint8Array>): Cache {
  const folder = join(defaultCache(), 'images', modelDigest(model, 'onnxruntime-web'));
  return { store: openVectorStore(folder), tags: new HostTags(folder) };
}

async function vectorOf(
  address: string,
  limits: ImageLimits,
  { store, tags }: Cache,
  embed: (pixels: Pixels) => Promise<Float32Array<ArrayBuffer>>,
): Promise<{ vector: Float32Array<ArrayBuffer>; cached: boolean }> {
  const tag = tags.get(address);
  const known = tag && store.has(tag.digest) ? tag : undefined;
  const image = await readImage(address, limits, { etag: known?.etag });
  if ('unchanged' in image) return { vector: store.read(known!.digest), cached: true };
  const digest = digestOf(image.bytes);
  if (image.etag !== undefined) tags.set(address, { etag: image.etag, digest });
  if (store.has(digest)) return { vector: store.read(digest), cached: true };
  const vector = await embed(await decodeImage(image.bytes));
  if (!store.has(digest)) store.append([digest], vector); // two addresses may have the same file
  return { vector, cached: false };
}

function blockOf(
  items: readonly Item[],
  vectors: ReadonlyMap<string, Float32Array>,
  [first]: readonly ImageRefusal[],
): Pick<ImageInput, 'ids' | 'dim' | 'embeddings'> {
  const ids = items.map(({ id }) => id).filter((id) => vectors.has(id)); // in the catalogue's order
  if (ids.length === 0) {
    const why = first
      ? `no image could be read: for example, ${first.address} of item ${first.id} ${first.reason}`
      : 'no item names an image: give the column with --columns image=NAME, or a pattern with --image-base';
    throw new VitrineError('bad-catalogue', why);
  }
  const dim = vectors.get(ids[0]!)!.length;
  const embeddings = new Float32Array(ids.length * dim);
  ids.forEach((id, i) => {
    embeddings.set(vectors.get(id)!, i * dim);
  });
  return { ids, dim, embeddings };
}
