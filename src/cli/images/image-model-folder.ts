import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { VitrineError } from '../../errors.ts';
import type { ReadModelFile } from '../../model/files.ts';
import { PREPROCESSOR } from '../../model/image/image-embedder.ts';

/** An image model's directory in the Hugging Face layout. */
export interface ImageModelFolder {
  readonly id: string;
  readonly read: ReadModelFile;
  /** Path of the network in it. */
  readonly onnx: string;
  /** Every file that a browser needs of it. */
  files(): Promise<Map<string, Uint8Array<ArrayBuffer>>>;
}

/** What shoppers load comes first: the small one, and of two networks the one that takes pictures alone. */
const PREFERRED = ['vision_model_quantized', 'vision_model', 'model_quantized', 'model'];

/** Of the paths of networks, the one to take. */
export function preferredNetwork(paths: readonly string[]): string | undefined {
  const known = PREFERRED.map((name) => `onnx/${name}.onnx`).find((path) => paths.includes(path));
  return known ?? paths.toSorted()[0];
}

/** @throws {VitrineError} `model-load` if the folder is no such model. */
export function openImageModelFolder(folder: string): ImageModelFolder {
  if (!existsSync(folder))
    throw new VitrineError('model-load', `${folder}: there is no such image model directory`);
  const names = existsSync(join(folder, 'onnx')) ? readdirSync(join(folder, 'onnx')) : [];
  const networks = names.filter((name) => name.endsWith('.onnx')).map((name) => `onnx/${name}`);
  const onnx = preferredNetwork(networks);
  const missing = [
    ...(existsSync(join(folder, PREPROCESSOR)) ? [] : [PREPROCESSOR]),
    ...(onnx === undefined ? ['onnx/model.onnx'] : []),
  ];
  if (onnx === undefined || missing.length > 0)
    throw new VitrineError('model-load', `${folder}: not an image model, ${missing.join(' and ')} missing`);
  const read: ReadModelFile = async (path) => new Uint8Array(await readFile(join(folder, path)));
  return {
    id: basename(resolve(folder)),
    read,
    onnx,
    files: async () =>
      new Map(await Promise.all([PREPROCESSOR, onnx].map(async (path) => [path, await read(path)] as const))),
  };
}
