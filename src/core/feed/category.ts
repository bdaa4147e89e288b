/** What shop software calls kinds of entries, beside which a category may stand. */
const KINDS = new Set(
  'simple variable variation configurable virtual downloadable grouped bundle external product physical digital service variant'.split(
    ' ',
  ),
);

/** Whether a text says what kind of goods it is: a number is one of a taxonomy that nobody reads. */
export function isCategory(text: string): boolean {
  return !/^\d+$/.test(text) && text.split(',').every((part) => !KINDS.has(part.trim().toLowerCase()));
}

/** A path of categories in the one way that it is compared in, `Shoes > Boots`, however its parts are set apart. */
export function categoryPath(text: string): string {
  if (ROOT.test(text)) return underRoot(text);
  const [first] = text.split(/\s*(?:;|\|\||\n)\s*/).filter((part) => part !== '');
  return (first ?? text)
    .split(/\s*(?:>+|»|›|\||->|::)\s*|\s+\/\s+|\s+-+>\s+/)
    .filter((part) => part !== '')
    .join(' > ');
}

/** Magento writes all paths from its root, set apart by commas: the one that says most. */
const ROOT = /^(?:default category|root catalog)\//i;

function underRoot(text: string): string {
  const paths = text.split(',').map((path) => path.trim().split('/').slice(1));
  return paths.reduce((best, path) => (path.length > best.length ? path : best)).join(' > ');
}
