import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { access, constants, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { originalFolder } from './weights.ts';

/** Increase it with every change to the converter's output. */
const CONVERTER = 2;

/**
 * Returns the directory of the default text model in the Hugging Face layout, and converts the weights on first use.
 *
 * @param onProgress Called before a conversion starts.
 */
export const ensureDefaultModel = (onProgress?: (message: string) => void): Promise<string> =>
  ensureFolder('use-lite', stampOfModel, async () => {
    onProgress?.('Converting the default text model');
    const { convert } = await import('./convert.ts');
    return convert();
  });

/**
 * Returns a folder of files that the published package contains and that a checkout makes on first use. `VITRINE_MODELS`
 * names the place of that folder. By default that is models/, or `~/.cache/vitrine` if models/ is read-only.
 *
 * @param stampOf Names the state of the sources; a folder with another stamp is made again.
 */
export async function ensureFolder(
  name: string,
  stampOf: () => string,
  make: () => Promise<ReadonlyMap<string, Uint8Array | string>>,
): Promise<string> {
  const { root, isPublished } = ownPackage();
  const inPackage = join(root, 'models');
  if (isPublished) return join(inPackage, name);
  const stamp = stampOf();
  const named = process.env['VITRINE_MODELS'];
  const places = named ? [named] : [inPackage, join(homedir(), '.cache', 'vitrine')];
  const folders = places.map((place) => join(place, name));
  for (const folder of folders) if (await isCurrent(folder, stamp)) return folder;

  const folder = (await firstWritable(folders)) ?? folders[0]!; // if none is writable, writing throws the error that says why
  const files = await make();
  // Another process may have made it meanwhile, and read it already.
  if (!(await isCurrent(folder, stamp))) await write(folder, stamp, files);
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

/** Writes to a temporary folder and renames it, so that the files are either complete or missing. */
async function write(
  folder: string,
  stamp: string,
  files: ReadonlyMap<string, Uint8Array | string>,
): Promise<void> {
  const beside = `${folder}.${process.pid}`;
  for (const [path, content] of files) {
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

function stampOfModel(): string {
  const original = readFileSync(join(originalFolder(), 'model.json'));
  return JSON.stringify({
    converter: CONVERTER,
    original: createHash('sha256').update(original).digest('hex'),
  });
}

/** The package of this code: a checkout, for its source and for its build, or the published command line. */
export function ownPackage(): { readonly root: string; readonly isPublished: boolean } {
  for (let root = dirname(fileURLToPath(import.meta.url)); ; root = dirname(root)) {
    const file = join(root, 'package.json');
    const { name } = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }) : {};
    if (name === 'vitrine' || name === 'vitrine-cli') return { root, isPublished: name === 'vitrine-cli' };
    if (root === dirname(root))
      throw new Error('found no package.json of vitrine above models/ensure: reinstall the package');
  }
}
