import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { VitrineError } from '../../errors.ts';
import { explaining } from './explained.ts';
import { isFeedName } from './format.ts';
import type { Source } from './source.ts';
import { urlSource, type Fetching } from './url-source.ts';

/**
 * What there is to read under names as the command line takes them: files, folders, addresses, `-` for standard input.
 *
 * @throws {VitrineError} `bad-catalogue` for a folder without feeds.
 */
export async function sourcesOf(names: readonly string[], fetching: Fetching = {}): Promise<Source[]> {
  return (await Promise.all(names.map((name) => sourcesAt(name, fetching)))).flat();
}

async function sourcesAt(name: string, fetching: Fetching): Promise<Source[]> {
  if (name === '-')
    return [{ name: 'standard input', open: () => Promise.resolve({ bytes: process.stdin }) }];
  if (/^https?:\/\//i.test(name)) return [urlSource(name, fetching)];
  return explaining(name, async () => {
    if (!(await stat(name)).isDirectory()) return [fileSource(name)];
    const entries = await readdir(name, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile() || entry.isSymbolicLink())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => isFeedName(path) && !/(?:^|\/)(?:\.|node_modules\/)/.test(path.slice(name.length)));
    if (files.length === 0)
      throw new VitrineError(
        'bad-catalogue',
        `${name} is a folder without feeds: none of its files has a known ending`,
      );
    return files.sort().map((file) => ({ ...fileSource(file), found: true }));
  });
}

function fileSource(file: string): Source {
  return { name: file, file, open: () => Promise.resolve({ bytes: createReadStream(file) }) };
}
