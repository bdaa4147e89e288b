import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

// How Vite writes the address of a worker or an asset beside a script.
const NESTED =
  /new URL\(new URL\(([`'"])([^`'"]+)\1,\s*import\.meta\.url\)\.href,\s*(?:``|''|"")\s*\+\s*import\.meta\.url\)/g;
const STYLES = fileURLToPath(new URL('../widgets/vitrine.css', import.meta.url));

/**
 * Finishes the folder that a shop serves: rewrites worker addresses to `new Worker(new URL('./…', import.meta.url))`, the
 * form in which a shop's own bundler finds workers, and adds the style sheet that reserves a shelf's space.
 */
export function shopFolderPlugin(): Plugin {
  const plain = (code: string) => code.replace(NESTED, 'new URL("./$2",import.meta.url)');
  return {
    name: 'vitrine-shop-folder',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type === 'chunk') output.code = plain(output.code);
        else if (output.fileName.endsWith('.js')) output.source = plain(String(output.source));
      }
      this.emitFile({ type: 'asset', fileName: 'vitrine.css', source: await readFile(STYLES, 'utf8') });
    },
  };
}

/** Names a version of the code by a digest of its sources. */
export function hashOfSources(): string {
  const folder = fileURLToPath(new URL('..', import.meta.url));
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => /\.(ts|css|wgsl)$/.test(name)).sort())
    hash.update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 12);
}
