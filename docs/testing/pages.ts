import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The repository's root, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A page of Markdown. */
export interface Page {
  /** From the repository's root. */
  readonly path: string;
  readonly text: string;
}

/** A fenced block: what follows the fence, such as `sh`, and what is inside. */
export interface Block {
  /** Such as `docs/pack.md:30`, for a test's name. */
  readonly place: string;
  readonly language: string;
  readonly code: string;
}

const DOCS = readdirSync(`${ROOT}docs`).filter((name) => name.endsWith('.md'));

/** README, CONTRIBUTING and the docs. */
export const PAGES: readonly Page[] = ['README.md', 'CONTRIBUTING.md', ...DOCS.map((name) => `docs/${name}`)]
  .filter((path) => existsSync(ROOT + path))
  .map((path) => ({ path, text: readFileSync(ROOT + path, 'utf8') }));

/** The fenced blocks of all pages in these languages. */
export function blocksOf(...languages: readonly string[]): Block[] {
  return PAGES.flatMap(fencedBlocks).filter(({ language }) => languages.includes(language));
}

const FENCE = /^( *)```(\w*)\n([^]*?)^ *```$/gm;

function fencedBlocks({ path, text }: Page): Block[] {
  return [...text.matchAll(FENCE)].map(({ index, 1: indent, 2: language, 3: code }) => ({
    place: `${path}:${text.slice(0, index).split('\n').length}`,
    language: language!,
    code: code!.replaceAll(new RegExp(`^${indent!}`, 'gm'), ''),
  }));
}

/** What stands in backticks in a page, outside blocks. */
export function inlineCode({ text }: Page): string[] {
  return [...text.replaceAll(FENCE, '').matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!);
}
