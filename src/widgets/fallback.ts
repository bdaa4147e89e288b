import type { ModelName } from '../types.ts';

/** The models that stand in for one that finds nothing, if neither an attribute nor content says otherwise. */
const CHAINS: Readonly<Record<ModelName, readonly ModelName[]>> = {
  'recommended-for-you': ['trending-items'],
  'because-you-viewed': ['recommended-for-you', 'trending-items'],
  'related-products': ['recommended-for-you', 'trending-items'],
  'bought-together': ['also-viewed', 'related-products', 'recommended-for-you', 'trending-items'],
  'also-viewed': ['related-products', 'recommended-for-you', 'trending-items'],
  'looking-similar': ['related-products', 'recommended-for-you', 'trending-items'],
  'next-in-session': ['recommended-for-you', 'trending-items'],
  'trending-items': ['recommended-for-you'],
  // Both say what the shopper did, so nothing else can stand in for them.
  'recently-viewed': [],
  'buy-again': [],
};
/** These rank by the items that a page names. */
const NEED_ITEMS: ReadonlySet<ModelName> = new Set(['related-products', 'also-viewed']);

/** Whether an element has content of the page's own: something beside its template and the cards made from it. */
export function hasContent(element: Element): boolean {
  return [...element.childNodes].some(
    (node) =>
      !(node instanceof HTMLTemplateElement) &&
      !(node instanceof Comment) &&
      !(node instanceof Element && node.slot !== '') &&
      node.textContent?.trim() !== '',
  );
}

/**
 * The models that fill a shelf whose own finds nothing.
 *
 * @param named The attribute: names separated by commas, or `none`.
 * @param hasContent Whether the element has content that stands in.
 * @param hasItems Whether the page names items for the shelf.
 */
export function fallbackOf(
  model: ModelName,
  {
    named,
    hasContent,
    hasItems,
  }: { readonly named: string | null; readonly hasContent: boolean; readonly hasItems: boolean },
): readonly ModelName[] {
  if (named !== null) {
    const names = named.split(',').map((name) => name.trim());
    return names.filter((name) => name !== '' && name !== 'none') as ModelName[];
  }
  if (hasContent || !Object.hasOwn(CHAINS, model)) return [];
  return CHAINS[model].filter((name) => hasItems || !NEED_ITEMS.has(name));
}
