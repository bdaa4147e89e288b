import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import config from './.vitepress/config.ts';
import { PAGES, ROOT, type Page } from './testing/pages.ts';

/** As GitHub and the site make anchors of headings. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}

function linksOf({ text }: Page): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link]) => link!)
    .filter((link) => !/^https?:/.test(link));
}

/** Whether a link from a page leads to a file, and to a heading of it if it names one. */
function leadsSomewhere(link: string, { path }: Page): boolean {
  const [file, anchor] = link.split('#');
  const target = file === '' ? path : normalize(join(dirname(path), file!));
  if (target.startsWith('docs/reference/')) return true; // made by the site's build, which checks it
  if (!existsSync(ROOT + target)) return false;
  return anchor === undefined || anchorsOf(readFileSync(ROOT + target, 'utf8')).includes(anchor);
}

describe('links', () => {
  it.each(PAGES)('of $path lead to files and headings that exist', (page) => {
    expect(linksOf(page).filter((link) => !leadsSomewhere(link, page))).toEqual([]);
  });

  it('of the sidebar name every page once', () => {
    const sidebar = config.themeConfig!.sidebar as { items: { link: string }[] }[];
    const linked = sidebar.flatMap(({ items }) => items.map(({ link }) => `docs${link}.md`));
    const pages = PAGES.map(({ path }) => path).filter((path) => path.startsWith('docs/'));
    expect(linked.toSorted()).toEqual(
      [...pages.filter((path) => path !== 'docs/index.md'), 'docs/reference/.md'].toSorted(),
    );
  });
});
