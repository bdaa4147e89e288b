import { constants, createReadStream, existsSync } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { VitrineError } from '../../errors.ts';
import { standingIn } from '../own-files.ts';
import { explaining } from './explained.ts';
import { isFeedName } from './format.ts';
import type { Opened, Source } from './source.ts';
import { urlSource, type Fetching } from './url-source.ts';

/**
 * What there is to read under names as the command line takes them: files, folders, patterns such as `feeds/*.csv`,
 * addresses, `-` for standard input.
 *
 * @throws {VitrineError} `bad-catalogue` for a folder without feeds, or a pattern that matches no file.
 */
export async function sourcesOf(names: readonly string[], fetching: Fetching = {}): Promise<Source[]> {
  return (await Promise.all(names.map((name) => sourcesAt(name, fetching)))).flat();
}

async function sourcesAt(name: string, fetching: Fetching): Promise<Source[]> {
  if (name === '-')
    return [{ name: 'standard input', open: () => Promise.resolve({ bytes: process.stdin }) }];
  if (/^https?:\/\//i.test(name)) return [urlSource(name, fetching)];
  return explaining(name, async () => {
    const { files, found } = await filesAt(name);
    if (files.length > 0) return files.map((file) => (found ? foundSource(file) : fileSource(file)));
    throw new VitrineError(
      'bad-catalogue',
      found
        ? `${name} is a folder without feeds: none of its files has a known ending`
        : `no file is named as in ${name}`,
    );
  });
}

/**
 * The files under a name: a file, those of a folder that may be feeds, or those that a pattern such as `feeds/*.csv` matches.
 * A pack inside a folder is none of its feeds.
 *
 * @returns In the order of their names; `found` if they were found in a folder.
 * @throws The system's error if there is no such file or folder.
 */
export async function filesAt(name: string): Promise<{ files: readonly string[]; found: boolean }> {
  if (isDynamicPattern(name) && !existsSync(name))
    return { files: (await glob(name, { expandDirectories: false })).sort(), found: false };
  if (!(await stat(name)).isDirectory()) return { files: [name], found: false };
  const entries = await readdir(name, { recursive: true, withFileTypes: true });
  const packs = new Set(entries.map(({ parentPath }) => parentPath).filter(isPack));
  const files = entries
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .filter(({ parentPath }) => ![...packs].some((pack) => isInside(parentPath, pack)))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => isFeedName(path) && !/(?:^|\/)(?:\.|node_modules\/)/.test(path.slice(name.length)));
  return { files: files.sort(), found: true };
}

function isPack(folder: string): boolean {
  return standingIn(folder) === 'pack';
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function foundSource(file: string): Source {
  return { name: file, file, found: true, open: () => openOrdinary(file) };
}

/** A folder may hold links to devices and to pipes, which never end or never begin: they are not opened, nor waited for. */
async function openOrdinary(file: string): Promise<Opened> {
  if (!(await stat(file)).isFile()) throw new VitrineError('bad-catalogue', `${file}: is no ordinary file`);
  const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  return { bytes: handle.createReadStream() };
}

function fileSource(file: string): Source {
  return { name: file, file, open: () => Promise.resolve({ bytes: createReadStream(file) }) };
}
