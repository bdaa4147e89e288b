import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { readCatalogue, type Catalogue } from '../catalogue.ts';
import type { Finding } from '../findings.ts';

/** A folder of files that lasts as long as the tests of one file. */
export function testFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-feed-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    folder,
    /** Writes a file, and gives its path. */
    file: (name: string, content: string | Uint8Array): string => {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
      return path;
    },
    /** Reads what is written under a name as a catalogue. */
    async read(name: string, content: string | Uint8Array): Promise<Catalogue> {
      const catalogue = await readCatalogue([this.file(name, content)]);
      const { entries, items, merged, skipped, refused } = catalogue;
      if (entries !== items.length + merged + skipped.rows + refused.rows)
        throw new Error(`${name}: ${entries} entries do not add up`);
      return catalogue;
    },
  };
}

/** Findings as line and reason. */
export function told(findings: readonly Finding[]): [number, string][] {
  return findings.map(({ line, reason }) => [line, reason]);
}

export async function collect<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const all: Value[] = [];
  for await (const value of values) all.push(value);
  return all;
}
