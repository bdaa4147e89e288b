import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
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
  const there = (name: string) => readFile(join(place, name)).catch(() => undefined);
  const variants = compress ? await compressedVariants(files, there) : [];
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
