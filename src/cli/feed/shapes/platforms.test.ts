import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readCatalogue } from '../catalogue.ts';
import type { Findings } from '../findings.ts';
import { itemLine } from '../testing/item-line.ts';
import { PLATFORM_FILES, PLATFORMS } from '../testing/platforms.ts';

/** Of each platform's file the items, and the lines of what was skipped, guessed and refused, each checked by hand. */
const EXPECTED = JSON.parse(
  readFileSync(new URL('../testing/platforms-expected.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, { readonly items: readonly string[]; readonly findings: readonly string[] }>>;

const told = ({ listed }: Findings) => listed.map(({ line, reason }) => `${line} ${reason}`);

describe('the file of a platform', () => {
  it.each(PLATFORMS)(
    '$name: gives the items that its shop would expect, and tells the rest',
    async ({ name, files }) => {
      const { items, skipped, guessed, refused } = await readCatalogue(
        files.map((file) => fileURLToPath(new URL(file, PLATFORM_FILES))),
      );
      const findings = [skipped, guessed, refused].flatMap(told);
      expect({ items: items.map(itemLine), findings }).toEqual(EXPECTED[name]);
    },
  );
});
