import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inlineCode, PAGES, ROOT } from './testing/pages.ts';

const page = PAGES.find(({ path }) => path === 'docs/architecture.md')!;
const isPath = (code: string) => /^(src|demo|e2e|models|docs|deploy)(\/[\w./-]+)?$/.test(code);

describe('docs/architecture.md', () => {
  it('names files and folders that exist', () => {
    const paths = inlineCode(page).filter(isPath);
    expect(paths.length).toBeGreaterThan(80);
    expect(paths.filter((path) => !existsSync(ROOT + path))).toEqual([]);
  });

  it('names things that are in the file beside them', () => {
    const claims = page.text.matchAll(/`(\w+)` in `(src\/[\w./-]+)`|`(src\/[\w./-]+)` \(`(\w+)`, `(\w+)`\)/g);
    for (const [, name, path, before, first, second] of claims) {
      const source = readFileSync(ROOT + (path ?? before)!, 'utf8');
      for (const word of [name, first, second]) if (word) expect(source, path ?? before).toContain(word);
    }
  });

  it('has a picture of the imports that the linter allows', () => {
    const rules = /const layers = \{([^]*?)\n\};/.exec(readFileSync(`${ROOT}eslint.config.js`, 'utf8'))![1]!;
    const allowed = [...rules.matchAll(/^ {2}(\w+): \[(.*?)\]/gm)].map(([, folder, list]) => [
      folder,
      [...list!.matchAll(/'(\w+)'/g)].map(([, name]) => name!).toSorted(),
    ]);
    const picture = readFileSync(`${ROOT}docs/architecture.svg`, 'utf8');
    const drawn = [...picture.matchAll(/data-imports="(\w+)">([^<]*)</g)].map(([, folder, list]) => [
      folder,
      list === 'no other folder' ? [] : list!.split(', ').toSorted(),
    ]);
    expect(Object.fromEntries(drawn)).toEqual(Object.fromEntries(allowed));
  });
});
