import { trimmedParts } from './trimmed-parts.ts';

/** Words by which shop software tells kinds of entries apart. They are no categories. */
const KINDS = new Set(
  'simple variable variation configurable virtual downloadable grouped bundle external product physical digital service variant vendor.model artist.title audiobook event-ticket medicine alco'.split(
    ' ',
  ),
);

/** Whether a text is a category. A number is an entry of a taxonomy, which says nothing to a reader. */
export function isCategory(text: string): boolean {
  return !/^\d+$/.test(text) && text.split(',').every((part) => !KINDS.has(part.trim().toLowerCase()));
}

/** A path of categories in one form, `Shoes > Boots`, whatever separates its parts. */
export function categoryPath(text: string): string {
  if (ROOT.test(text)) return underRoot(text);
  const [first] = trimmedParts(text, /;|\|\||\n/).filter((part) => part !== '');
  return trimmedParts(first ?? text, />|»|›|\||->|::|(?<=\s)(?:\/|-+>)(?=\s)/)
    .filter((part) => part !== '')
    .join(' > ');
}

/** Magento writes all paths from its root, separated by commas; the longest is taken. */
const ROOT = /^(?:default category|root catalog)\//i;

function underRoot(text: string): string {
  const paths = text.split(',').map((path) => path.trim().split('/').slice(1));
  return paths.reduce((best, path) => (path.length > best.length ? path : best)).join(' > ');
}
