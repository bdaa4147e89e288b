import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { constants, deflateRaw } from 'node:zlib';
import { RUNTIME_FOLDER, runtimePath } from '../src/model/runtime.ts';
import type { Provider } from '../src/types.ts';
import { ensureFolder } from './ensure.ts';

/** onnxruntime's builds that a page runs models on. */
const BUILDS: Readonly<Record<Provider, string>> = {
  wasm: 'ort-wasm-simd-threaded.wasm',
  webgpu: 'ort-wasm-simd-threaded.jspi.wasm',
};
const PROVIDERS = ['wasm', 'webgpu'] as const;

/** The version of onnxruntime-web that a checkout builds with, and the folder of its builds. */
export function installedRuntime(): { readonly version: string; readonly folder: string } {
  const folder = dirname(createRequire(import.meta.url).resolve('onnxruntime-web'));
  const file = join(folder, '..', 'package.json');
  return { folder, ...(JSON.parse(readFileSync(file, 'utf8')) as { version: string }) };
}

/** The folder of onnxruntime's WebAssembly as pages read it; made on first use. */
export const runtimeFolder = (): Promise<string> =>
  ensureFolder(RUNTIME_FOLDER, () => installedRuntime().version, deflated);

/** onnxruntime's WebAssembly as pages read it, by the paths that they read it by, see `runtimePath`. */
export async function runtimeFiles(): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const folder = await runtimeFolder();
  const version = await readFile(join(folder, 'stamp.json'), 'utf8');
  const paths = PROVIDERS.map((provider) => runtimePath(version, provider));
  const read = async (path: string) =>
    [path, new Uint8Array(await readFile(join(dirname(folder), path)))] as const;
  return new Map(await Promise.all(paths.map(read)));
}

async function deflated(): Promise<Map<string, Uint8Array>> {
  const { version, folder } = installedRuntime();
  const deflate = promisify(deflateRaw);
  const made = PROVIDERS.map(async (provider) => {
    const bytes = await readFile(join(folder, BUILDS[provider]));
    const path = runtimePath(version, provider).slice(RUNTIME_FOLDER.length + 1);
    return [path, await deflate(bytes, { level: constants.Z_BEST_COMPRESSION })] as const;
  });
  return new Map(await Promise.all(made));
}
