import type { Plugin } from 'vite';

// How Vite writes `import()`: by a helper, which gets the files to load before it and the address of the script.
const CALL = /\b[\w$]+\(\(\)=>(import\([^()]+\)(?:\.then\(\w+=>\w+\.\w+\))?),\[\],import\.meta\.url\)/g;

/**
 * Has later scripts be loaded by a plain `import()`. Vite's own helper would load style sheets and scripts before them,
 * of which there are none, and takes a kilobyte of the page's script.
 */
export function plainImportPlugin(): Plugin {
  return {
    name: 'vitrine-plain-import',
    apply: 'build',
    enforce: 'pre',
    load: {
      filter: { id: /^\0vite\/preload-helper\.js$/ },
      handler: () => ({ code: 'export const __vitePreload = (load) => load();', moduleSideEffects: false }),
    },
    generateBundle: {
      order: 'post',
      handler: (_, bundle) => {
        for (const output of Object.values(bundle))
          if (output.type === 'chunk') output.code = output.code.replace(CALL, '$1');
      },
    },
  };
}
