import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { loadRuntime, type NodeRuntime } from '../../../src/cli/runtime.ts';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));

/** Loads onnxruntime-node, and installs it into this folder on first use. Undefined if that is not possible. */
export async function nativeRuntime(): Promise<NodeRuntime | undefined> {
  try {
    const found = await loadRuntime(importHere);
    if (found.name === 'onnxruntime-node') return found;
    console.error(`Installing onnxruntime-node in ${FOLDER}`);
    execFileSync('npm', ['ci', '--ignore-scripts'], { cwd: FOLDER, stdio: ['ignore', 'ignore', 'inherit'] });
    return await loadRuntime(importHere);
  } catch (error) {
    console.error(`onnxruntime-node is not measured: ${String(error)}`);
    return undefined;
  }
}

/** Imports a module that is installed in this folder. */
const importHere = (name: string): Promise<unknown> =>
  import(pathToFileURL(createRequire(import.meta.url).resolve(name)).href);
