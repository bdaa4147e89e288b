import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { VitrineError } from '../../errors.ts';
import { explaining } from './explained.ts';
import { isFeedName } from './format.ts';
import { urlSource, type Fetching } from './url-source.ts';

/** Something to read. */
export interface Source {
  /** As messages call it. */
  readonly name: string;
  /** A file that can be read from any place in it. */
  readonly file?: string;
  /** Whether it was found in a folder, so that it may be something else than a feed. */
  readonly found?: boolean;
  open(): Promise<Opened>;
}

export interface Opened {
  readonly bytes: Readable;
  /** What the server says it is. */
  readonly type?: string;
  /** Where it is, after redirects. */
  readonly address?: string;
  /** What comes after it, given how many rows it had. */
  readonly next?: (rows: number) => Source | undefined;
}

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
