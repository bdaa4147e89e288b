import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { LANGUAGES_FILE } from '../core/languages.ts';
import { FORMAT } from '../pack/manifest.ts';

const MANIFEST = 'manifest.json';
/** Lists the files that a build is about to write. It is there while a build runs, and after one that was killed. */
export const JOURNAL = '.vitrine-build.json';
const JOURNAL_FORMAT = 'vitrine-build';
/** Matches a name with a digest. Of the files that a manifest names, only these are removed. */
const BY_CONTENT = /-[0-9a-f]{8,}\.[a-z]+$/;

/** What a folder holds before a pack is written into it. */
export type Standing = 'nothing' | 'pack' | 'other-manifest';

/** Tells a pack's manifest from other files of that name, such as the manifest of a web app. */
export function standingIn(folder: string): Standing {
  const files = [MANIFEST, LANGUAGES_FILE].filter((name) => existsSync(join(folder, name)));
  if (files.some((name) => !isOurs(jsonAt(join(folder, name))))) return 'other-manifest';
  return files.length > 0 || existsSync(join(folder, JOURNAL)) ? 'pack' : 'nothing';
}

/**
 * Names of the files in a folder that are Vitrine's: those that its manifest names, that manifest, and what a build that was
 * killed had begun. With `/`, relative to the folder; variants (`.br`, `.gz`) included, whether or not they exist.
 */
export function ownFiles(folder: string): Set<string> {
  const names = new Set<string>();
  const journal = jsonAt(join(folder, JOURNAL));
  if (isRecord(journal) && journal['format'] === JOURNAL_FORMAT)
    for (const name of listOf(journal['files'])) names.add(name).add(`${name}${UNFINISHED}`);
  addPack(folder, MANIFEST, names);
  const languages = jsonAt(join(folder, LANGUAGES_FILE));
  if (isRecord(languages) && isOurs(languages)) {
    names.add(LANGUAGES_FILE);
    if (isRecord(languages['packs']))
      for (const manifest of Object.values(languages['packs']))
        if (typeof manifest === 'string') addPack(folder, manifest, names);
  }
  for (const name of [...names]) names.add(`${name}.br`).add(`${name}.gz`);
  return new Set([...names].filter(isInside));
}

/** Ends the name of a file that is being written. */
export const UNFINISHED = '.unfinished';

export function journalOf(files: Iterable<string>): string {
  return JSON.stringify({ format: JOURNAL_FORMAT, files: [...files] });
}

function addPack(folder: string, manifest: string, names: Set<string>): void {
  const json = isInside(manifest) ? jsonAt(join(folder, manifest)) : undefined;
  if (!isOurs(json)) return;
  const base = dirname(manifest);
  names.add(posix.normalize(manifest));
  for (const name of fileNamesIn(json)) names.add(posix.join(base, name));
  if (isRecord(json) && json['prices'] === 'prices.json') names.add(posix.join(base, 'prices.json'));
}

/** Finds file names in a manifest of any version: each is under a key `file`. */
function fileNamesIn(value: unknown): string[] {
  if (Array.isArray(value)) return (value as unknown[]).flatMap(fileNamesIn);
  if (!isRecord(value)) return [];
  const own = typeof value['file'] === 'string' && BY_CONTENT.test(value['file']) ? [value['file']] : [];
  return [...own, ...Object.values(value).flatMap(fileNamesIn)];
}

function isOurs(json: unknown): boolean {
  return isRecord(json) && (json['format'] === FORMAT || json['format'] === 'vitrine-languages');
}

function isInside(name: string): boolean {
  return (
    name !== '' && !posix.isAbsolute(name) && !posix.normalize(name).startsWith('..') && !name.includes('\\')
  );
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? (value as unknown[]).filter((name) => typeof name === 'string') : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function jsonAt(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
