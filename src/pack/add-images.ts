import { encodeImages } from './image-block.ts';
import type { Manifest, PackFile } from './manifest.ts';
import { createPackFiles, withManifest, type EncodedPack } from './pack-files.ts';

/** The vectors of images, and the model that made them. */
export interface ImageInput {
  /** The id of each image's item. */
  readonly ids: readonly string[];
  readonly dim: number;
  /** `[ids.length * dim]`, unit rows. */
  readonly embeddings: Float32Array;
  /** `files`: from path to content, as in a pack's text model. */
  readonly model: { readonly id: string; readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>> };
}

/** Adds the vectors of images, and the image model, to a pack and its manifest. */
export async function addImages(
  { manifest, files }: EncodedPack,
  { ids, dim, embeddings, model }: ImageInput,
): Promise<EncodedPack> {
  const { add } = createPackFiles(files);
  const vectors: PackFile[] = [];
  for (const bytes of encodeImages(ids, embeddings, dim)) vectors.push(await add('images', 'bin', bytes));
  const modelFiles: Record<string, PackFile> = {};
  for (const [path, bytes] of model.files) {
    const [, stem = 'model', extension = 'bin'] = /(?<![\w-])([\w-]+)\.(\w+)$/.exec(path) ?? [];
    modelFiles[path] = await add(`image-model/${stem}`, extension, bytes);
  }
  const images: Manifest['images'] = {
    items: ids.length,
    dim,
    files: vectors,
    model: { id: model.id, files: modelFiles },
  };
  return withManifest(files, { ...manifest, images });
}
