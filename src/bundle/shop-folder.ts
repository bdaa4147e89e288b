import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

// How Vite writes the address of a worker or an asset beside a script.
const NESTED =
  /new URL\(new URL\(([`'"])([^`'"]+)\1,\s*import\.meta\.url\)\.href,\s*(?:``|''|"")\s*\+\s*import\.meta\.url\)/g;
const STYLES = fileURLToPath(new URL('../widgets/vitrine.css', import.meta.url));

/**
 * Finishes the folder that a shop serves: rewrites worker addresses to `new Worker(new URL('./…', import.meta.url))`, the
 * form in which a shop's own bundler finds workers, and adds the style sheet that reserves a shelf's space, and `.br` and
 * `.gz` variants for hosts that serve those.
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
    async writeBundle({ dir }, bundle) {
      const sent = Object.keys(bundle).filter((name) => /\.(js|css)$/.test(name));
      await Promise.all(sent.map((name) => compressBeside(join(dir!, name))));
    },
  };
}

async function compressBeside(file: string): Promise<void> {
  const bytes = await readFile(file);
  await writeFile(`${file}.br`, brotliCompressSync(bytes));
  await writeFile(`${file}.gz`, gzipSync(bytes, { level: 9 }));
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
