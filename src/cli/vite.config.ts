import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { installedRuntime } from '../../models/runtime.ts';
import { kernelPlugin } from '../bundle/kernel.ts';
import { noticePlugin } from '../bundle/notice.ts';
import { THREADS } from './runtime.ts';

/** Native parts, which are installed apart: they are asked for by name where they are needed. */
const INSTALLED_APART = ['sharp', 'onnxruntime-node'];

// The command line, for Node, with all that it is made of in it: whoever installs it gets a few files and no tree of packages.
export default defineConfig({
  plugins: [kernelPlugin(), noticePlugin('main'), threadsPlugin()],
  publicDir: false,
  ssr: { noExternal: true, external: INSTALLED_APART },
  build: {
    ssr: 'src/cli/main.ts',
    outDir: 'dist/cli',
    target: 'node20.19',
    minify: true,
    rolldownOptions: {
      output: { entryFileNames: 'vitrine.js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});

/** Puts what onnxruntime's threads run beside the bundle. */
function threadsPlugin(): Plugin {
  return {
    name: 'vitrine-threads',
    async writeBundle({ dir }) {
      await mkdir(dir!, { recursive: true });
      await copyFile(join(installedRuntime().folder, THREADS), join(dir!, THREADS));
    },
  };
}
