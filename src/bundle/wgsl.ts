import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

/** Removes comments and indentation from kernels, which are sent to every shopper as text. */
export function wgslPlugin(): Plugin {
  return {
    name: 'vitrine-wgsl',
    enforce: 'pre',
    async load(id) {
      const [path, query] = id.split('?');
      if (query !== 'raw' || !path?.endsWith('.wgsl')) return undefined;
      return `export default ${JSON.stringify(plainWgsl(await readFile(path, 'utf8')))}`;
    },
  };
}

/** Removes comments and indentation. WGSL has no string literals, so `//` always starts a comment. */
export function plainWgsl(source: string): string {
  const lines = source.split('\n').map((line) => line.replace(/\/\/.*$/, '').trim());
  return `${lines.filter(Boolean).join('\n')}\n`;
}
