import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { VitrineError } from '../../errors.ts';
import type { ReadModelFile } from '../../model/files.ts';
import { PREPROCESSOR } from '../../model/image/image-embedder.ts';

/** An image model's folder in the Hugging Face layout. */
export interface ImageModelFolder {
  readonly id: string;
  readonly read: ReadModelFile;
  /** Path of the network in the folder. */
  readonly onnx: string;
  /** Reads every file of the model that a browser needs, by path. */
  files(): Promise<Map<string, Uint8Array<ArrayBuffer>>>;
}

/** Names of networks, best first: a quantised one, since shoppers load it, and one that reads images only. */
const PREFERRED = ['vision_model_quantized', 'vision_model', 'model_quantized', 'model'];

/** Picks the path of the network to use. */
export function preferredNetwork(paths: readonly string[]): string | undefined {
  const known = PREFERRED.map((name) => `onnx/${name}.onnx`).find((path) => paths.includes(path));
  return known ?? paths.toSorted()[0];
}

/** @throws {VitrineError} `model-load` if the folder does not exist or is not an image model. */
export function openImageModelFolder(folder: string): ImageModelFolder {
  if (!existsSync(folder))
    throw new VitrineError('model-load', `${folder} does not exist: name the folder of an image model`);
  const names = existsSync(join(folder, 'onnx')) ? readdirSync(join(folder, 'onnx')) : [];
  const networks = names.filter((name) => name.endsWith('.onnx')).map((name) => `onnx/${name}`);
  const onnx = preferredNetwork(networks);
  const missing = [
    ...(existsSync(join(folder, PREPROCESSOR)) ? [] : [PREPROCESSOR]),
    ...(onnx === undefined ? ['onnx/model.onnx'] : []),
  ];
  if (onnx === undefined || missing.length > 0)
    throw new VitrineError(
      'model-load',
      `${folder} is not an image model: it lacks ${missing.join(' and ')}; vitrine model pull fetches a model from a hub`,
    );
  const read: ReadModelFile = async (path) => new Uint8Array(await readFile(join(folder, path)));
  return {
    id: basename(resolve(folder)),
    read,
    onnx,
    files: async () =>
      new Map(await Promise.all([PREPROCESSOR, onnx].map(async (path) => [path, await read(path)] as const))),
  };
}
