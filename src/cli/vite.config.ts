import { defineConfig } from 'vite';
import { kernelPlugin } from '../bundle/kernel.ts';

// The command line, for Node; every dependency stays a dependency.
export default defineConfig({
  plugins: [kernelPlugin()],
  publicDir: false,
  build: {
    ssr: 'src/cli/main.ts',
    outDir: 'dist/cli',
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'vitrine.js' } },
  },
});
