import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { access, constants, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { convert } from './convert.ts';
import { originalFolder } from './weights.ts';

/** To be raised with every change of what the converter writes. */
const CONVERTER = 1;

/**
 * The default text model's directory in the Hugging Face layout; converts the weights on first use.
 * `VITRINE_MODELS` names the folder to keep it in; else it is the package's own, or `~/.cache/vitrine` where that is
 * not ours to write, as in an installation for all users.
 *
 * @param onProgress Told before the conversion starts.
 */
export async function ensureDefaultModel(onProgress?: (message: string) => void): Promise<string> {
  const stamp = await stampOf();
  const named = process.env['VITRINE_MODELS'];
  const places = named ? [named] : [join(packageRoot(), 'models'), join(homedir(), '.cache', 'vitrine')];
  const folders = places.map((place) => join(place, 'use-lite'));
  for (const folder of folders) if (await isCurrent(folder, stamp)) return folder;

  onProgress?.('Converting the default text model');
  const folder = (await firstWritable(folders)) ?? folders[0]!; // writing there says what is wrong
  await write(folder, stamp);
  return folder;
}

async function isCurrent(folder: string, stamp: string): Promise<boolean> {
  return (await readFile(join(folder, 'stamp.json'), 'utf8').catch(() => '')) === stamp;
}

async function firstWritable(folders: readonly string[]): Promise<string | undefined> {
  for (const folder of folders) {
    let place = dirname(folder);
    while (!existsSync(place)) place = dirname(place);
    const writable = await access(place, constants.W_OK).then(
      () => true,
      () => false,
    );
    if (writable) return folder;
  }
  return undefined;
}

/** Writes beside, then renames: a model is whole or not there. */
async function write(folder: string, stamp: string): Promise<void> {
  const beside = `${folder}.${process.pid}`;
  for (const [path, content] of await convert()) {
    await mkdir(dirname(join(beside, path)), { recursive: true });
    await writeFile(join(beside, path), content);
  }
  await writeFile(join(beside, 'stamp.json'), stamp);
  await rm(folder, { recursive: true, force: true });
  await rename(beside, folder).catch(async (error: unknown) => {
    await rm(beside, { recursive: true, force: true });
    if (!(await isCurrent(folder, stamp))) throw error; // else another process was first
  });
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
