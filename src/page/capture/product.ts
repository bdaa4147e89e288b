import { idOf, pageItem, textOf, type PageItem } from './item.ts';
import { IDENTIFIERS, PRODUCTS } from '../../core/schema/product-types.ts';
import { field, isNode, isOf, listOf, type Node } from '../../core/schema/node.ts';
import { parseUrl } from '../../wire/parse-url.ts';

const MOST_VARIANTS = 100;

/** Whether a node is a schema.org product, or a group of variants of one. */
export function isProduct(node: Node): boolean {
  return isOf(node, PRODUCTS);
}

/**
 * An item from a schema.org Product or ProductGroup. Of a group, the variant whose address is the page's counts; failing
 * that the group, with its variants' ids as its others.
 *
 * @param page The page's address.
 * @see https://schema.org/Product, https://schema.org/ProductGroup
 */
export function productItem(node: Node, page: string): PageItem | undefined {
  const variants = listOf(field(node, 'hasVariant')).filter(isNode).slice(0, MOST_VARIANTS);
  const chosen = variants.length === 1 ? variants[0] : variants.find((variant) => isAt(variant, page));
  const groups = [node, ...listOf(field(node, 'isVariantOf')).filter(isNode)].map((group) =>
    idOf(field(group, 'productGroupID')),
  );
  const ids = chosen
    ? [...idsOf(chosen, page), ...groups, ...idsOf(node, page)]
    : [...idsOf(node, page), ...groups, ...variants.flatMap((variant) => idsOf(variant, page))];
  const says = (name: string) => nameOf((chosen && field(chosen, name)) ?? field(node, name));
  return pageItem(ids.slice(0, 2 * MOST_VARIANTS), {
    item_name: says('name'),
    item_brand: says('brand') ?? says('manufacturer'),
    item_category: says('category'),
  });
}

/** Whether a node says that it is what the page is about. */
export function isAt(node: Node, page: string): boolean {
  const here = addressOf(page, page);
  return here !== undefined && addressesOf(node, page).includes(here);
}

/** A node's addresses: its own and its offers', absolute and without fragment. */
export function addressesOf(node: Node, page: string): string[] {
  const offers = offersOf(node).map((offer) => field(offer, 'url'));
  return [field(node, 'url'), field(node, '@id'), ...offers].flatMap((value) => addressOf(value, page) ?? []);
}

/** An address in the one way that it is compared in. */
export function addressOf(value: unknown, page: string): string | undefined {
  const text = textOf(value);
  // A name for a node, as `#product` is, is no address.
  if (text === undefined || text.startsWith('#') || !/^(?:https?:|\/|\.)/.test(text)) return undefined;
  const url = parseUrl(text, page);
  return url && `${url.origin}${url.pathname}${url.search}`;
}

function idsOf(node: Node, page: string): (string | undefined)[] {
  const identifiers = listOf(field(node, 'identifier')).map((value) =>
    isNode(value) ? field(value, 'value') : value,
  );
  const found = [
    ...IDENTIFIERS.map((name) => field(node, name)),
    ...identifiers,
    ...offersOf(node).map((offer) => field(offer, 'sku')),
  ];
  const plain = found.flatMap(listOf).map(idOf);
  // `mpn:123`, as productID may be written
  return [...plain.map((id) => id?.replace(/^(?:sku|mpn|gtin\d*|isbn):/i, '')), ...addressesOf(node, page)];
}

function offersOf(node: Node): Node[] {
  const offers = listOf(field(node, 'offers')).filter(isNode).slice(0, MOST_VARIANTS);
  return [...offers, ...offers.flatMap((offer) => listOf(field(offer, 'offers')).filter(isNode))];
}

/** A text, or the name of a thing: `brand` is either. Of several the first. */
function nameOf(value: unknown): string | undefined {
  const [first] = listOf(value);
  return isNode(first) ? textOf(field(first, 'name')) : textOf(first);
}
