import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';
import loadWabt from 'wabt';

/** Compiles WebAssembly text to a module that exports the bytes in base64. */
export function watPlugin(): Plugin {
  return {
    name: 'bench-wat',
    enforce: 'pre',
    load: async (id) => {
      if (!id.endsWith('.wat')) return undefined;
      const wabt = await loadWabt();
      const parsed = wabt.parseWat(id, await readFile(id, 'utf8'), { simd: true, threads: true });
      const { buffer } = parsed.toBinary({});
      parsed.destroy();
      return `export default ${JSON.stringify(Buffer.from(buffer).toString('base64'))};`;
    },
  };
}
