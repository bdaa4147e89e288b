import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { access, constants, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { convert } from './convert.ts';
import { originalFolder } from './weights.ts';

/** Increase it with every change to the converter's output. */
const CONVERTER = 1;

/**
 * Returns the directory of the default text model in the Hugging Face layout, and converts the weights on first use.
 * `VITRINE_MODELS` names the folder that holds it. By default that is the package's `models` folder, or `~/.cache/vitrine`
 * if the package is read-only, as in an installation for all users.
 *
 * @param onProgress Called before a conversion starts.
 */
export async function ensureDefaultModel(onProgress?: (message: string) => void): Promise<string> {
  const stamp = await stampOf();
  const named = process.env['VITRINE_MODELS'];
  const places = named ? [named] : [join(packageRoot(), 'models'), join(homedir(), '.cache', 'vitrine')];
  const folders = places.map((place) => join(place, 'use-lite'));
  for (const folder of folders) if (await isCurrent(folder, stamp)) return folder;

  onProgress?.('Converting the default text model');
  const folder = (await firstWritable(folders)) ?? folders[0]!; // if none is writable, writing throws the error that says why
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

/** Writes to a temporary folder and renames it, so that a model is either complete or missing. */
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

/** The root folder of this package, for its source and for its build. */
function packageRoot(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }).name === 'vitrine')
      return folder;
    if (folder === dirname(folder))
      throw new Error('found no package.json of vitrine above models/ensure: reinstall the package');
  }
}
