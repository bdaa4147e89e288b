import { existsSync, realpathSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import type { BuildOptions } from '../build-options.ts';
import { filesAt } from '../feed/sources-of.ts';

/** The size and the time of each input file, by its path; a file that is not there has an empty one. */
export type Stamps = ReadonlyMap<string, string>;

/** Which files a build reads, and what it writes. */
export type Inputs = Pick<BuildOptions, 'catalogues' | 'orders' | 'out' | 'model'> & {
  /** Place of images, if the caller has named it. */
  readonly imageBase?: string | undefined;
  /** File that the report is written to. */
  readonly report?: string | undefined;
};

/**
 * Looks at every file that a build reads: catalogues, orders, a text model's folder and a folder of images. What the build
 * itself writes is none of them.
 */
export async function stampsOf({
  catalogues,
  orders,
  out,
  model,
  imageBase,
  report,
}: Inputs): Promise<Stamps> {
  const written = [out, report].flatMap((path) => (path === undefined ? [] : [real(path)]));
  const names = [...catalogues, ...(orders === undefined ? [] : [orders])];
  const paths = [
    ...(await Promise.all(names.map(readAt))).flat(),
    ...(await Promise.all([model, imageBase && folderIn(imageBase)].map(allIn))).flat(),
  ];
  const kept = [...new Set(paths)].filter((path) => !written.some((own) => isInside(real(path), own)));
  return new Map(await Promise.all(kept.map(async (path) => [path, await stampOf(path)] as const)));
}

/** Paths whose stamps differ. */
export function changesIn(before: Stamps, after: Stamps): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => (before.get(path) ?? '') !== (after.get(path) ?? ''));
}

/** A name of which nothing can be read now is watched as it is: it may come. */
async function readAt(name: string): Promise<readonly string[]> {
  return filesAt(name).then(
    ({ files }) => files,
    () => [name],
  );
}

async function allIn(folder: string | undefined): Promise<string[]> {
  if (folder === undefined || !existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** The folder that images come from, if it is on this machine: of `images/{id}.webp` it is `images`. */
function folderIn(base: string): string | undefined {
  if (/^[a-z][a-z\d+.-]+:/i.test(base)) return undefined;
  const [before = ''] = base.split('{', 1);
  return before === base ? base : before.slice(0, before.lastIndexOf('/') + 1) || '.';
}

async function stampOf(path: string): Promise<string> {
  return stat(path).then(
    ({ mtimeMs, size, ino }) => `${mtimeMs} ${size} ${ino}`,
    () => '',
  );
}

function real(path: string): string {
  return existsSync(path) ? realpathSync(path) : resolve(path);
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder + sep);
}
