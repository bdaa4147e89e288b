import { existsSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { runtimeFiles } from '../../models/runtime.ts';
import type { ImageRuntime, Runtime } from '../model/onnxruntime.ts';
import { runtimePath } from '../model/runtime.ts';

/** The script of onnxruntime's threads, which the published bundle has beside it. */
export const THREADS = 'ort-wasm-simd-threaded.mjs';

/** The library that runs models in Node. */
export interface NodeRuntime {
  /** Part of the key of cached vectors, since the two runtimes' vectors differ in their last bits. */
  readonly name: 'onnxruntime-node' | 'onnxruntime-web';
  readonly load: () => Promise<Runtime>;
}

/** Imports a module, and rejects if it is not installed. */
export type Import = (name: string) => Promise<unknown>;

// The name is a variable, so that no bundler looks for a module that need not be installed.
const importModule: Import = (name) => import(/* @vite-ignore */ name);

/** Loads `onnxruntime-node` if it is installed, since it is faster, or else `onnxruntime-web`, which is always there. */
export async function loadRuntime(load: Import = importModule): Promise<NodeRuntime> {
  try {
    const native = onCpu((await load('onnxruntime-node')) as Native);
    return { name: 'onnxruntime-node', load: () => Promise.resolve(native) };
  } catch {
    return { name: 'onnxruntime-web', load: loadWebRuntime };
  }
}

/**
 * Loads onnxruntime-web in Node. In the built command line its script is part of the bundle, the script of its threads is
 * beside the bundle, and its WebAssembly is the file that is written into packs.
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

/** Adapts onnxruntime-node, which has another provider name, and takes the number of threads with each session. */
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
