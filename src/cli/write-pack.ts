import { accessSync, constants, existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { LANGUAGES_FILE } from '../core/languages.ts';
import { VitrineError } from '../errors.ts';
import { compressedVariants } from './compress.ts';
import { JOURNAL, journalOf, ownFiles, standingIn, UNFINISHED } from './own-files.ts';

/**
 * Checks that a pack may be written into a folder.
 *
 * @throws {VitrineError} `bad-argument` if it is no folder, if it or the folder that it goes into may not be written, if it
 *   holds files and no pack, or a manifest that is no pack's.
 */
export function checkOut(out: string): void {
  checkWritable(out);
  if (!existsSync(out)) return;
  const standing = standingIn(out);
  if (standing === 'other-manifest')
    throw new VitrineError(
      'bad-argument',
      `${out} holds a manifest.json or languages.json that is not a pack's, and it is left alone: name another folder, such as ${join(out, 'pack')}`,
    );
  if (standing === 'nothing' && readdirSync(out).length > 0)
    throw new VitrineError(
      'bad-argument',
      `${out} holds other files and no pack: name an empty or a new folder, such as ${join(out, 'pack')}`,
    );
}

/** Checks the folder, or else the nearest folder above that there is. */
function checkWritable(out: string): void {
  let nearest = resolve(out);
  while (!existsSync(nearest) && dirname(nearest) !== nearest) nearest = dirname(nearest);
  if (!statSync(nearest).isDirectory())
    throw new VitrineError(
      'bad-argument',
      `${nearest} is a file, so that no pack can be written to ${out}: name a folder`,
    );
  try {
    accessSync(nearest, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new VitrineError(
      'bad-argument',
      `${nearest} may not be written: name another folder for the pack`,
      {
        cause,
      },
    );
  }
}

/**
 * Writes a pack into its folder. A reader sees the old pack or the new one, never half of one: files are named by their
 * content, and the manifest, which names them, comes last and at once. Then the files of the old pack go. No other file of
 * the folder is touched; if the folder is a link, the link stays.
 *
 * @param options.compress Whether compressed variants go beside the files. Default true.
 */
export async function writePack(
  out: string,
  files: ReadonlyMap<string, Uint8Array>,
  { compress = true }: { readonly compress?: boolean | undefined } = {},
): Promise<void> {
  const place = existsSync(out) ? realpathSync(out) : resolve(out);
  const variants = compress ? await variantsOf(files, place) : [];
  const all = new Map([...files, ...variants]);
  const old = ownFiles(place);
  await mkdir(place, { recursive: true });
  await writeFile(join(place, JOURNAL), journalOf([...all.keys(), ...old]));
  for (const name of inOrder(all.keys())) await writeWhole(join(place, name), all.get(name)!);
  for (const name of old) if (!all.has(name)) await remove(place, name);
  await rm(join(place, JOURNAL));
}

/** Orders files before the manifests that name them, and the manifests before the list of all packs. */
function inOrder(names: Iterable<string>): string[] {
  const rank = (name: string) => (name === LANGUAGES_FILE ? 2 : /(?:^|\/)manifest\.json$/.test(name) ? 1 : 0);
  return [...names].sort((a, b) => rank(a) - rank(b));
}

/** Writes a file under a temporary name and renames it, unless it exists with the same content. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const there = await readFile(path).catch(() => undefined);
  if (there?.equals(bytes)) return;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}${UNFINISHED}`, bytes);
  await rename(`${path}${UNFINISHED}`, path);
}

/** Removes a file, and its folder if the folder is then empty. The pack's own folder stays. */
async function remove(place: string, name: string): Promise<void> {
  await rm(join(place, name), { force: true });
  const folder = dirname(name);
  if (folder !== '.') await rmdir(join(place, folder)).catch(() => undefined); // it holds other files
}

/** Gives the compressed variants. Files that an earlier build has compressed are not compressed again. */
async function variantsOf(
  files: ReadonlyMap<string, Uint8Array>,
  place: string,
): Promise<Map<string, Uint8Array>> {
  const there = new Set(await readdir(place, { recursive: true }).catch(() => []));
  // A build that was killed may have written a file and not its variants.
  const wereMade = !there.has(JOURNAL) && [...there].some((name) => name.endsWith('.gz'));
  const fresh = new Map([...files].filter(([name]) => !wereMade || !there.has(name)));
  const variants = await compressedVariants(fresh);
  const kept = [...files.keys()].flatMap((name) => [`${name}.br`, `${name}.gz`]);
  for (const name of kept) if (there.has(name)) variants.set(name, await readFile(join(place, name)));
  return variants;
}
