/** A model's own worker, of text or of pictures: onnxruntime's memory comes back only when it ends. */
import { expose } from 'comlink';
import asyncifyWasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import plainWasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { Embedder, Side } from '../core/ports.ts';
import { project, type Projection } from '../core/vectors/projection.ts';
import { VitrineError } from '../errors.ts';
import { createEmbedder } from '../model/embedder.ts';
import type { ReadModelFile } from '../model/files.ts';
import type { ImageEmbedder } from '../model/image/image-embedder.ts';
import { readChecked } from '../pack/load.ts';
import { decodeProjection } from '../pack/projection-file.ts';
import type { Provider } from '../types.ts';
import { fetchedFiles, fetchFile } from '../wire/fetch-file.ts';
import { packReader } from './serving/pack-reader.ts';
import { restrictNetwork } from '../wire/restrict-network.ts';
import type { ModelSource, PackModel } from './text-model.ts';
import { carryErrorCodes } from '../wire/error-codes.ts';

carryErrorCodes();
const allow = restrictNetwork(import.meta.url);

// As in onnxruntime's two bundles; absolute, since it is a worker's blob that relative addresses would count from.
const wasmUrl = (taken: Provider) =>
  new URL(taken === 'wasm' ? plainWasm : asyncifyWasm, import.meta.url).href;

let embedder: Promise<Embedder & { provider: Provider; reason?: string }> | undefined;
let projection: Promise<Projection> | undefined;
let imageEmbedder: Promise<ImageEmbedder> | undefined;

/** A picture that the shopper brings. */
export type Photo = Blob | ImageBitmap | ImageData;

const api = {
  async open(source: ModelSource, provider: Provider) {
    allow(['folder' in source ? source.folder : source.manifest]);
    embedder = createEmbedder('folder' in source ? folderReader(source.folder) : packModelReader(source), {
      provider,
      wasmUrl,
    });
    projection = 'folder' in source ? undefined : readProjection(source);
    projection?.catch(() => undefined); // told by `open`, unless the model fails first
    const { provider: taken, reason } = await embedder;
    await projection;
    return { provider: taken, ...(reason !== undefined && { reason }) };
  },
  async embed(texts: readonly string[], side: Side) {
    if (!embedder) throw new VitrineError('model-load', 'the text model is not open');
    const vectors = await (await embedder).embed(texts, side);
    const own = await projection;
    return own ? vectors.map((vector) => projected(own, vector)) : vectors;
  },
  async openImages(model: PackModel) {
    allow([model.manifest]);
    const { createImageEmbedder } = await import('../model/image/image-embedder.ts');
    const onnx = Object.keys(model.files).find((path) => path.endsWith('.onnx')) ?? 'onnx/model.onnx';
    imageEmbedder = createImageEmbedder(packModelReader(model), onnx, { wasmUrl: wasmUrl('wasm') });
    await imageEmbedder;
    return { provider: 'wasm' as const };
  },
  async embedImage(photo: Photo) {
    if (!imageEmbedder) throw new VitrineError('model-load', 'the image model is not open');
    const { decodeImage } = await import('../model/image/decode-image.ts');
    const pixels = await decodeImage(photo);
    return (await imageEmbedder).embed(pixels);
  },
  fetched: () => fetchedFiles(),
};

/** @throws {VitrineError} `model-load` where the pack was made by another model. */
function projected(own: Projection, vector: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  if (vector.length === own.from) return project(own, vector);
  throw new VitrineError(
    'model-load',
    `the text model gives ${vector.length} numbers, the pack was made of ${own.from}`,
  );
}

async function readProjection({
  manifest,
  projection: file,
}: Extract<ModelSource, { manifest: string }>): Promise<Projection> {
  return decodeProjection(await readChecked(packReader(manifest), file));
}

function packModelReader({ manifest, files }: PackModel): ReadModelFile {
  return async (path) => {
    const entry = files[path];
    if (!entry) throw new VitrineError('model-load', `the pack's model has no ${path}`);
    return new Uint8Array(await readChecked(packReader(manifest), entry));
  };
}

function folderReader(folder: string): ReadModelFile {
  return async (path) =>
    new Uint8Array(await fetchFile(new URL(path, folder).href, { missing: 'model-load' }));
}

export type EmbedderApi = typeof api;

expose(api);
