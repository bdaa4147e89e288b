import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { LANGUAGES_FILE } from '../core/languages.ts';
import { VitrineError } from '../errors.ts';
import { compressedVariants } from './compress.ts';

/** @throws {VitrineError} `bad-argument` for a folder that holds something other than a pack: it will not be replaced. */
export function checkOut(out: string): void {
  if (!existsSync(out) || ['manifest.json', LANGUAGES_FILE].some((name) => existsSync(join(out, name))))
    return;
  if (readdirSync(out).length > 0) {
    throw new VitrineError(
      'bad-argument',
      `${out} holds other files and no manifest.json: name an empty or a new folder`,
    );
  }
}

/**
 * Writes a pack beside its place, then puts it there: a reader sees the old one or the new one, never half of one.
 *
 * @param options.compress Whether compressed variants go beside the files. Default true.
 */
export async function writePack(
  out: string,
  files: ReadonlyMap<string, Uint8Array>,
  { compress = true }: { readonly compress?: boolean | undefined } = {},
): Promise<void> {
  const place = resolve(out);
  const variants = compress ? await variantsOf(files, place) : [];
  const tag = randomBytes(4).toString('hex');
  const [fresh, old] = [`${place}.new-${tag}`, `${place}.old-${tag}`];
  try {
    for (const [name, bytes] of [...files, ...variants]) {
      await mkdir(dirname(join(fresh, name)), { recursive: true });
      await writeFile(join(fresh, name), bytes);
    }
    if (existsSync(place)) await rename(place, old);
    await rename(fresh, place);
  } finally {
    if (existsSync(old) && !existsSync(place)) await rename(old, place);
    await Promise.all([fresh, old].map((folder) => rm(folder, { recursive: true, force: true })));
  }
}

/** Compressed variants. What an earlier build has compressed keeps those that it has, or none: they were not worth it. */
async function variantsOf(
  files: ReadonlyMap<string, Uint8Array>,
  place: string,
): Promise<Map<string, Uint8Array>> {
  const there = new Set(await readdir(place, { recursive: true }).catch(() => []));
  const wereMade = [...there].some((name) => name.endsWith('.gz'));
  const fresh = new Map([...files].filter(([name]) => !wereMade || !there.has(name)));
  const variants = await compressedVariants(fresh);
  const kept = [...files.keys()].flatMap((name) => [`${name}.br`, `${name}.gz`]);
  for (const name of kept) if (there.has(name)) variants.set(name, await readFile(join(place, name)));
  return variants;
}
