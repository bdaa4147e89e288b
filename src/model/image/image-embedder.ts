import type { InferenceSession } from 'onnxruntime-common';
import { VitrineError } from '../../errors.ts';
import type { ReadModelFile } from '../files.ts';
import type { ImageRuntime } from '../onnxruntime.ts';
import { loadBrowserRuntime } from '../runtime.ts';
import { preprocess, preprocessOf } from './preprocess.ts';
import type { Pixels } from './resample.ts';
import { imageVector } from './image-vector.ts';

export interface ImageEmbedderOptions {
  readonly threads?: number;
  /** Loads onnxruntime. Default: its browser bundle, with the WebAssembly that lies beside the model. */
  readonly loadRuntime?: () => Promise<ImageRuntime>;
}

/** Turns images into unit vectors. */
export interface ImageEmbedder {
  /** `[dim]`, `dim` a multiple of 4. */
  embed(pixels: Pixels): Promise<Float32Array<ArrayBuffer>>;
  dispose(): Promise<void>;
}

export const PREPROCESSOR = 'preprocessor_config.json';

/**
 * Loads an image model in the Hugging Face layout. It runs on wasm: quantised models have been silently wrong on GPUs.
 *
 * @param onnx Path of the network, such as `onnx/model.onnx`.
 * @throws {VitrineError} `model-load`
 */
export async function createImageEmbedder(
  read: ReadModelFile,
  onnx: string,
  { threads = 1, loadRuntime = () => loadBrowserRuntime(read, 'wasm') }: ImageEmbedderOptions = {},
): Promise<ImageEmbedder> {
  const [config, network] = await Promise.all([readJson(read, PREPROCESSOR), read(onnx)]);
  const how = preprocessOf(config);
  const runtime = await loadRuntime();
  runtime.env.wasm.numThreads = threads;
  const session = await runtime.InferenceSession.create(network, { executionProviders: ['wasm'] }).catch(
    (cause: unknown) => {
      throw new VitrineError('model-load', 'onnxruntime cannot load the image model', { cause });
    },
  );
  delete runtime.env.wasm.wasmBinary; // 14 MB that are compiled by now
  const input = inputOf(session);

  const run = async (pixels: Pixels) => {
    const { data, width, height } = preprocess(pixels, how);
    try {
      return await session.run({ [input]: new runtime.Tensor('float32', data, [1, 3, height, width]) });
    } catch (cause) {
      throw new VitrineError('model-load', `the image model failed on an image of ${width} x ${height}`, {
        cause,
      });
    }
  };
  let chain: Promise<unknown> = Promise.resolve(); // a session can run only one image at a time
  return {
    embed: (pixels) => {
      const done = chain.catch(() => undefined).then(async () => imageVector(await run(pixels)));
      chain = done;
      return done;
    },
    dispose: async () => {
      await chain.catch(() => undefined);
      await session.release();
    },
  };
}

function inputOf({ inputNames }: InferenceSession): string {
  const [only, ...more] = inputNames;
  if (only !== undefined && more.length === 0) return only;
  throw new VitrineError(
    'model-load',
    `the image model has the inputs ${inputNames.join(', ')}: use one whose only input is an image, such as CLIP's vision_model.onnx`,
  );
}

async function readJson(read: ReadModelFile, path: string): Promise<object> {
  const bytes = await read(path);
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as object;
  } catch (cause) {
    throw new VitrineError('model-load', `the image model's ${path} is not JSON`, { cause });
  }
}
