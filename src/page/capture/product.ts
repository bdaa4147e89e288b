import { idOf, pageItem, textOf, type PageItem } from './item.ts';
import { IDENTIFIERS, PRODUCTS } from '../../core/schema/product-types.ts';
import { field, isNode, isOf, listOf, type Node } from '../../core/schema/node.ts';
import { parseUrl } from '../../wire/parse-url.ts';

const MAX_VARIANTS = 100;

/** Whether a node is a schema.org product, or a group of variants of one. */
export function isProduct(node: Node): boolean {
  return isOf(node, PRODUCTS);
}

/**
 * An item from a schema.org Product or ProductGroup. For a group it is the variant whose address is the page's; if there
 * is none, it is the group, with the ids of its variants as other ids.
 *
 * @param page The page's address.
 * @see https://schema.org/Product, https://schema.org/ProductGroup
 */
export function productItem(node: Node, page: string): PageItem | undefined {
  const variants = listOf(field(node, 'hasVariant')).filter(isNode).slice(0, MAX_VARIANTS);
  const chosen = variants.length === 1 ? variants[0] : variants.find((variant) => isAt(variant, page));
  const groups = [node, ...listOf(field(node, 'isVariantOf')).filter(isNode)].map((group) =>
    idOf(field(group, 'productGroupID')),
  );
  const ids = chosen
    ? [...idsOf(chosen, page), ...groups, ...idsOf(node, page)]
    : [...idsOf(node, page), ...groups, ...variants.flatMap((variant) => idsOf(variant, page))];
  const textOfField = (name: string) => nameOf((chosen && field(chosen, name)) ?? field(node, name));
  return pageItem(ids.slice(0, 2 * MAX_VARIANTS), {
    item_name: textOfField('name'),
    item_brand: textOfField('brand') ?? textOfField('manufacturer'),
    item_category: textOfField('category'),
  });
}

/** Whether a node has the page's address, so that the page is about it. */
export function isAt(node: Node, page: string): boolean {
  const here = addressOf(page, page);
  return here !== undefined && addressesOf(node, page).includes(here);
}

/** The addresses of a node and of its offers, absolute and without fragment. */
function addressesOf(node: Node, page: string): string[] {
  const offers = offersOf(node).map((offer) => field(offer, 'url'));
  return [field(node, 'url'), field(node, '@id'), ...offers].flatMap((value) => addressOf(value, page) ?? []);
}

/** An address in the form in which addresses are compared: absolute and without fragment. */
export function addressOf(value: unknown, page: string): string | undefined {
  const text = textOf(value);
  // `#product` is the name of a node, and not an address.
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
  const offers = listOf(field(node, 'offers')).filter(isNode).slice(0, MAX_VARIANTS);
  return [...offers, ...offers.flatMap((offer) => listOf(field(offer, 'offers')).filter(isNode))];
}

/** A text, or the name of an object: `brand` may be either. The first one if there are several. */
function nameOf(value: unknown): string | undefined {
  const [first] = listOf(value);
  return isNode(first) ? textOf(field(first, 'name')) : textOf(first);
}
