import type { Runtime } from '../model/embedder.ts';

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
    return { name: 'onnxruntime-web', load: () => import('onnxruntime-web') };
  }
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
