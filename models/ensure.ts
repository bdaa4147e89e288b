import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { convert } from './convert.ts';
import { originalFolder } from './weights.ts';

/** To be raised with every change of what the converter writes. */
const CONVERTER = 1;

/**
 * The default text model's directory in the Hugging Face layout; converts the weights on first use.
 * `VITRINE_MODELS` names another folder to keep it in than the package's own.
 *
 * @param onProgress Told before the conversion starts.
 */
export async function ensureDefaultModel(onProgress?: (message: string) => void): Promise<string> {
  const folder = join(process.env['VITRINE_MODELS'] ?? join(packageRoot(), 'models'), 'use-lite');
  const stamp = await stampOf();
  const stampFile = join(folder, 'stamp.json');
  if (existsSync(stampFile) && (await readFile(stampFile, 'utf8')) === stamp) return folder;

  onProgress?.('Converting the default text model');
  const beside = `${folder}.${process.pid}`;
  for (const [path, content] of await convert()) {
    await mkdir(dirname(join(beside, path)), { recursive: true });
    await writeFile(join(beside, path), content);
  }
  await writeFile(join(beside, 'stamp.json'), stamp);
  await rm(folder, { recursive: true, force: true });
  await rename(beside, folder);
  return folder;
}

async function stampOf(): Promise<string> {
  const original = await readFile(join(originalFolder(), 'model.json'));
  return JSON.stringify({
    converter: CONVERTER,
    original: createHash('sha256').update(original).digest('hex'),
  });
}

/** Where this package lies, from its source as from its build. */
function packageRoot(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }).name === 'vitrine')
      return folder;
    if (folder === dirname(folder)) throw new Error('vitrine does not lie in its package');
  }
}
