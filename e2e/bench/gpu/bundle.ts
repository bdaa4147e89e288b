import { cp, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { ensureDefaultModel } from '../../../models/ensure.ts';
import { kernelPlugin } from '../../../src/bundle/kernel.ts';
import { wgslPlugin } from '../../../src/bundle/wgsl.ts';
import { RUNTIMES } from './runtimes.ts';

/** The bundle's entry. */
export const ENTRY = 'run.js';

const { resolve } = createRequire(import.meta.url);

/**
 * Puts into a folder all that the measuring takes apart from Node and a Vulkan driver, for this platform: one script,
 * Dawn's addon, the text model and its runtimes. So it can be taken to a machine that has no network.
 */
export async function bundleBench(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    plugins: [kernelPlugin(), wgslPlugin()],
    ssr: { noExternal: true },
    build: {
      ssr: fileURLToPath(new URL('./run.ts', import.meta.url)),
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: ENTRY } },
    },
  });
  // Dawn's addon is looked for where it lies in its package.
  const platform = process.platform === 'darwin' ? 'darwin-universal' : `${process.platform}-${process.arch}`;
  const addon = join('dist', platform);
  await cp(join(dirname(resolve('webgpu')), addon), join(folder, addon), { recursive: true });
  const runtimes = dirname(resolve('onnxruntime-web/webgpu'));
  for (const name of Object.values(RUNTIMES)) await cp(join(runtimes, name), join(folder, name));
  await cp(await ensureDefaultModel(console.error), join(folder, 'model'), { recursive: true });
}
