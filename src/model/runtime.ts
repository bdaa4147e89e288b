import { arrived, VitrineError } from '../errors.ts';
import { inflate } from '../pack/deflate.ts';
import type { Provider } from '../types.ts';
import type { ReadModelFile } from './files.ts';
import type { ImageRuntime, Runtime } from './onnxruntime.ts';

/** The folder, beside a model's files, of onnxruntime's WebAssembly. */
export const RUNTIME_FOLDER = 'onnxruntime';

/**
 * Path, beside a model's files, of the WebAssembly of onnxruntime's build for a provider, as raw deflate (RFC 1951).
 *
 * @param version Of onnxruntime-web: a build takes the WebAssembly of its own version only.
 */
export function runtimePath(version: string, provider: Provider): string {
  return `${RUNTIME_FOLDER}/${version}/onnxruntime-${provider}.deflate`;
}

/** Whether this browser has JavaScript Promise Integration: onnxruntime's build for WebGPU waits for the GPU by it. */
/** Bytes of onnxruntime's WebAssembly, several times what it has. */
const MAX_WASM = 128 * 2 ** 20;

export const canSuspend = (): boolean => 'Suspending' in WebAssembly;

/**
 * Loads onnxruntime in a browser. Its WebAssembly comes with the model, so that a page's package is small, a shop's bundler
 * has nothing to find, and the file is checked by its hash like all of a pack.
 *
 * @throws {VitrineError} `model-load`
 */
export async function loadBrowserRuntime(
  read: ReadModelFile,
  provider: Provider,
): Promise<Runtime & ImageRuntime> {
  // The WebGPU bundle needs `unsafe-eval` and the wasm bundle does not, so the former is loaded only on request.
  const loading =
    provider === 'wasm'
      ? arrived(() => import('onnxruntime-web/wasm'))
      : arrived(() => import('onnxruntime-web/jspi'));
  const runtime = await loading.catch((cause: unknown) => {
    throw new VitrineError('model-load', 'onnxruntime-web could not be loaded', { cause });
  });
  const version = runtime.env.versions.web ?? '';
  const packed = await read(runtimePath(version, provider)).catch((cause: unknown) => {
    throw new VitrineError(
      'model-load',
      `the model comes without the WebAssembly of onnxruntime ${version}, which this script needs: make the pack or the model's folder with the vitrine-cli of the script's version`,
      { cause },
    );
  });
  runtime.env.wasm.wasmBinary = (await inflate(packed, 'onnxruntime', MAX_WASM)).buffer;
  return runtime;
}
