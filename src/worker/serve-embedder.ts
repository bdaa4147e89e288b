/** The worker of one model, of texts or of images. onnxruntime's memory is freed only when its worker ends. */
import { expose } from 'comlink';
import type { Embedder, Side } from '../core/ports.ts';
import { project, type Projection } from '../core/vectors/projection.ts';
import { arrived, VitrineError } from '../errors.ts';
import { createEmbedder } from '../model/embedder.ts';
import type { ReadModelFile } from '../model/files.ts';
import type { ImageEmbedder } from '../model/image/image-embedder.ts';
import { readChecked } from '../pack/load.ts';
import { decodeProjection } from '../pack/projection-file.ts';
import type { Provider } from '../types.ts';
import { fetchedFiles, fetchFile } from '../wire/fetch-file.ts';
import { packReader } from './serving/pack-reader.ts';
import { restrictNetwork } from '../wire/restrict-network.ts';
import type { ModelSource, PackModel, QueryImage, QueryModel } from './text-model.ts';
import { carryErrorCodes } from '../wire/error-codes.ts';

carryErrorCodes();
const allow = restrictNetwork(import.meta.url);

let embedder: Promise<Embedder & { provider: Provider; reason?: string }> | undefined;
let projection: Promise<Projection | undefined> | undefined;
let imageEmbedder: Promise<ImageEmbedder> | undefined;

const api = {
  async openTexts({ source, provider }: QueryModel) {
    embedder = createEmbedder(readerOf(source), { provider });
    projection = readProjection(source);
    projection.catch(() => undefined); // `openTexts` throws it, unless the model fails first
    const { provider: taken, reason } = await embedder;
    await projection;
    return { provider: taken, ...(reason !== undefined && { reason }) };
  },
  async embedTexts(texts: readonly string[], side: Side) {
    if (!embedder) throw new VitrineError('model-load', 'the text model is not open');
    const vectors = await (await embedder).embed(texts, side);
    const own = await projection;
    return own ? vectors.map((vector) => projected(own, vector)) : vectors;
  },
  async openImages({ source }: QueryModel) {
    const { createImageEmbedder } = await arrived(() => import('../model/image/image-embedder.ts'));
    const onnx =
      Object.keys('files' in source ? source.files : {}).find((path) => path.endsWith('.onnx')) ??
      'onnx/model.onnx';
    imageEmbedder = createImageEmbedder(readerOf(source), onnx);
    await imageEmbedder;
    return { provider: 'wasm' as const };
  },
  async embedImage(image: QueryImage) {
    if (!imageEmbedder) throw new VitrineError('model-load', 'the image model is not open');
    const { decodeImage } = await arrived(() => import('../model/image/decode-image.ts'));
    const pixels = await decodeImage(image);
    return (await imageEmbedder).embed(pixels);
  },
  fetched: () => fetchedFiles(),
};

/** @throws {VitrineError} `model-load` if the pack was built with another model. */
function projected(own: Projection, vector: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  if (vector.length === own.from) return project(own, vector);
  throw new VitrineError(
    'model-load',
    `the text model returned ${vector.length} numbers, but the pack was built from ${own.from}: build it with this model`,
  );
}

async function readProjection(source: ModelSource): Promise<Projection | undefined> {
  if (!('projection' in source) || !source.projection) return undefined;
  return decodeProjection(await readChecked(packReader(source.manifest), source.projection));
}

/** Reads a model's files from where they are, and allows requests to that origin. */
function readerOf(source: ModelSource): ReadModelFile {
  allow(['folder' in source ? source.folder : source.manifest]);
  return 'folder' in source ? folderReader(source.folder) : packModelReader(source);
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
