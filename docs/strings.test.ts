import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { en } from '../src/widgets/strings/en.ts';
import { en as panel } from '../src/widgets/strings/panel/en.ts';
import { ROOT } from './testing/pages.ts';

function rowsOf(texts: object, path = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]: [string, string | object]) =>
    typeof value === 'string' ? [`| \`${path}${key}\` | ${value} |`] : rowsOf(value, `${path}${key}.`),
  );
}

it('docs/strings.md lists every key with its text, and no other', () => {
  const page = readFileSync(`${ROOT}docs/strings.md`, 'utf8');
  const listed = page.split('\n').filter((line) => line.startsWith('| `'));
  expect(listed).toEqual(rowsOf({ ...en, privacy: panel }));
});
