import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readCatalogue } from '../src/cli/feed/catalogue.ts';
import { PLATFORM_FILES, PLATFORMS } from '../src/cli/feed/testing/platforms.ts';
import { ROOT } from './testing/pages.ts';

const folder = dirname(fileURLToPath(new URL('x', PLATFORM_FILES)));
const HEAD = '| platform | rows read | items | skipped | guessed | refused |';

/** What the catalogue's page says of each platform. */
async function table(): Promise<string[]> {
  const lines = [HEAD, '| --- | ---: | ---: | ---: | ---: | ---: |'];
  for (const { name, files } of PLATFORMS) {
    const { rows, items, skipped, guessed, refused } = await readCatalogue(
      files.map((file) => join(folder, basename(file))),
    );
    lines.push(`| ${[name, rows, items.length, skipped.rows, guessed.rows, refused.rows].join(' | ')} |`);
  }
  return lines;
}

it('docs/catalogue.md says of each platform what reading its file gives', async () => {
  const path = `${ROOT}docs/catalogue.md`;
  const page = readFileSync(path, 'utf8').split('\n');
  const start = page.indexOf(HEAD);
  const end = page.findIndex((line, i) => i > start && !line.startsWith('|'));
  const made = await table();
  // Writes the table anew: VITRINE_UPDATE=1 npx vitest run --project node docs/platforms.test.ts
  if (process.env['VITRINE_UPDATE'] === '1')
    writeFileSync(path, [...page.slice(0, start), ...made, ...page.slice(end)].join('\n'));
  else expect(page.slice(start, end)).toEqual(made);
});
