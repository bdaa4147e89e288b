import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { runtimeFiles } from '../../models/runtime.ts';
import { VitrineError } from '../errors.ts';
import { MODEL_PATHS, type ReadModelFile } from '../model/files.ts';

/** A text model's folder in the Hugging Face layout. */
export interface ModelFolder {
  readonly id: string;
  readonly read: ReadModelFile;
  /** Reads every file of the model that a browser needs, by path. */
  files(): Promise<Map<string, Uint8Array<ArrayBuffer>>>;
}

/**
 * @param maxTokens Maximum number of tokens of a document. Default: what the model's config.json says.
 * @throws {VitrineError} `model-load` if the folder does not exist or is not a text model.
 */
export function openModelFolder(folder: string, maxTokens?: number): ModelFolder {
  if (!existsSync(folder))
    throw new VitrineError('model-load', `${folder} does not exist: name the folder of a text model`);
  const quantised = 'onnx/model_quantized.onnx';
  const onnx = existsSync(join(folder, quantised)) ? quantised : 'onnx/model.onnx';
  const missing = ['config.json', 'tokenizer.json', onnx].filter((path) => !existsSync(join(folder, path)));
  if (missing.length > 0)
    throw new VitrineError(
      'model-load',
      `${folder} is not a text model: it lacks ${missing.join(' and ')}; vitrine model pull fetches a model from a hub`,
    );
  const read: ReadModelFile = async (path) => {
    const bytes = new Uint8Array(await readFile(join(folder, path)));
    return path === 'config.json' && maxTokens !== undefined ? withMaxTokens(bytes, maxTokens) : bytes;
  };
  return {
    id: basename(folder),
    read,
    files: async () => {
      const paths = MODEL_PATHS.filter(
        (path) => (!path.startsWith('onnx/') || path === onnx) && existsSync(join(folder, path)),
      );
      return new Map(await Promise.all(paths.map(async (path) => [path, await read(path)] as const)));
    },
  };
}

/** The limit is a part of the model's files, so that vectors with another limit are not reused, and a browser has the same limit. */
function withMaxTokens(config: Uint8Array<ArrayBuffer>, maxTokens: number): Uint8Array<ArrayBuffer> {
  const changed = {
    ...(JSON.parse(new TextDecoder().decode(config)) as object),
    max_document_tokens: maxTokens,
  };
  return new TextEncoder().encode(`${JSON.stringify(changed)}\n`);
}

/** Reads the files that a browser needs to run a model: the model's own, and the WebAssembly of onnxruntime. */
export async function withRuntime({
  files,
}: Pick<ModelFolder, 'files'>): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  return new Map([...(await files()), ...(await runtimeFiles())]);
}
