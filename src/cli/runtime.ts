import { existsSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { runtimeFiles } from '../../models/runtime.ts';
import type { Runtime } from '../model/embedder.ts';
import type { ImageRuntime } from '../model/image/image-embedder.ts';
import { runtimePath } from '../model/runtime.ts';

/** What onnxruntime's threads run; beside the published bundle. */
export const THREADS = 'ort-wasm-simd-threaded.mjs';

/** What runs the text model in Node. */
export interface NodeRuntime {
  /** With its kind: vectors of two kinds differ in their last bits. */
  readonly name: 'onnxruntime-node' | 'onnxruntime-web';
  readonly load: () => Promise<Runtime>;
}

/** Gives a module, and rejects where it is not installed. */
export type Import = (name: string) => Promise<unknown>;

// By a variable, since it need not be installed.
const importModule: Import = (name) => import(/* @vite-ignore */ name);

/** `onnxruntime-node` where it is installed: it is quicker. Else `onnxruntime-web`, which always is. */
export async function loadRuntime(load: Import = importModule): Promise<NodeRuntime> {
  try {
    const native = onCpu((await load('onnxruntime-node')) as Native);
    return { name: 'onnxruntime-node', load: () => Promise.resolve(native) };
  } catch {
    return { name: 'onnxruntime-web', load: loadWebRuntime };
  }
}

/**
 * onnxruntime-web in Node. The built command line has its script in a bundle, the script of its threads beside that, and
 * its WebAssembly as packs carry it.
 */
export async function loadWebRuntime(): Promise<Runtime & ImageRuntime> {
  const runtime = await import('onnxruntime-web');
  const threads = new URL(/* @vite-ignore */ THREADS, import.meta.url);
  if (existsSync(threads)) {
    const packed = (await runtimeFiles()).get(runtimePath(runtime.env.versions.web ?? '', 'wasm'));
    runtime.env.wasm.wasmBinary = inflateRawSync(packed!);
    runtime.env.wasm.wasmPaths = { mjs: threads.href };
  }
  return runtime;
}

type Native = Runtime | { readonly default: Runtime };

/** Node's own names its provider otherwise, and takes threads with each session. */
function onCpu(module: Native): Runtime {
  const { env, InferenceSession, Tensor } = 'InferenceSession' in module ? module : module.default;
  return {
    env,
    Tensor,
    InferenceSession: {
      create: (model, options) =>
        InferenceSession.create(model, {
          ...options,
          executionProviders: ['cpu'],
          intraOpNumThreads: env.wasm.numThreads ?? 1,
        }),
    },
  };
}
