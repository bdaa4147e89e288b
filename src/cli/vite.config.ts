import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { installedRuntime } from '../../models/runtime.ts';
import { kernelPlugin } from '../bundle/kernel.ts';
import { noticePlugin } from '../bundle/notice.ts';
import { THREADS } from './runtime.ts';

/** Packages with native code, which are not bundled: users install them if a command asks for them. */
const INSTALLED_APART = ['sharp', 'onnxruntime-node'];

// The command line for Node. Its dependencies are bundled, so that an installation is a few files and no tree of packages.
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

/** Copies the script of onnxruntime's threads beside the bundle. */
function threadsPlugin(): Plugin {
  return {
    name: 'vitrine-threads',
    async writeBundle({ dir }) {
      await mkdir(dir!, { recursive: true });
      await copyFile(join(installedRuntime().folder, THREADS), join(dir!, THREADS));
    },
  };
}
