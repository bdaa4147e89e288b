import { defineConfig } from 'vite';

// The command line, for Node; every dependency stays a dependency.
export default defineConfig({
  publicDir: false,
  build: {
    ssr: 'src/cli/main.ts',
    outDir: 'dist/cli',
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'vitrine.js' } },
  },
});
