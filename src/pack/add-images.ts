import type { ImageEntry, Manifest, PackFile } from './manifest.ts';
import { encodeImages } from './image-block.ts';
import { sealed } from './seal.ts';
import { sha256 } from './sha256.ts';

/** Vectors of images, and the model that made them. */
export interface ImageInput {
  readonly ids: readonly string[];
  readonly dim: number;
  /** `[ids.length * dim]`, unit rows. */
  readonly embeddings: Float32Array;
  readonly model: { readonly id: string; readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>> };
}

/** Adds pictures to the files of an encoded pack, and to its manifest. */
export async function addImages(
  files: Map<string, Uint8Array<ArrayBuffer>>,
  { ids, dim, embeddings, model }: ImageInput,
): Promise<void> {
  const add = async (stem: string, extension: string, bytes: Uint8Array<ArrayBuffer>): Promise<PackFile> => {
    const hash = await sha256(bytes);
    const file = `${stem}-${hash.slice(0, 16)}.${extension}`;
    files.set(file, bytes);
    return { file, bytes: bytes.length, sha256: hash };
  };
  const vectors: PackFile[] = [];
  for (const bytes of encodeImages(ids, embeddings, dim)) vectors.push(await add('images', 'bin', bytes));
  const modelFiles: Record<string, PackFile> = {};
  for (const [path, bytes] of model.files) {
    const [, stem = 'model', extension = 'bin'] = /([\w-]+)\.(\w+)$/.exec(path) ?? [];
    modelFiles[path] = await add(`image-model/${stem}`, extension, bytes);
  }
  const images: ImageEntry = {
    items: ids.length,
    dim,
    files: vectors,
    model: { id: model.id, files: modelFiles },
  };
  const manifest = JSON.parse(new TextDecoder().decode(files.get('manifest.json'))) as Manifest;
  const { options, ...rest } = manifest;
  const text = `${JSON.stringify(await sealed({ ...rest, images, options }), null, 2)}\n`;
  files.set('manifest.json', new TextEncoder().encode(text));
}
