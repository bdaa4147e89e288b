import { idOf, pageItem, textOf, type PageItem } from './item.ts';
import { IDENTIFIERS, PRODUCTS } from '../../core/schema/product-types.ts';
import { isOf, listOf } from '../../core/schema/listed.ts';
import { field, isNode, type Node } from '../../core/schema/node.ts';
import { parseUrl } from '../../wire/parse-url.ts';

const MAX_VARIANTS = 100;

/** Types of what is a product if it is offered. */
const OFFERED = new Set([
  'Book',
  'Audiobook',
  'Movie',
  'MusicAlbum',
  'VideoGame',
  'SoftwareApplication',
  'Vehicle',
  'Car',
]);

/** Whether a node is a schema.org product, or a group of variants of one, or another thing that is offered. */
export function isProduct(node: Node): boolean {
  return isOf(node, PRODUCTS) || (isOf(node, OFFERED) && field(node, 'offers') !== undefined);
}

/** Nodes, with what is inside offers in the place of the offers: `Offer.itemOffered`. */
export function withOffered(nodes: readonly Node[]): Node[] {
  return nodes.flatMap((node) => {
    const offered = field(node, 'itemOffered');
    return isNode(offered) ? [{ offers: node, ...offered }] : [node];
  });
}

/** What tells nodes of one product: its numbers and address, then its name and what the node is called. */
const TELLING = [...IDENTIFIERS, 'url', 'name', '@id'];
const NUMBERS = IDENTIFIERS.length + 1;

/** The texts that tell which product a node is of. */
export function tellingTexts(node: Node): (string | undefined)[] {
  return TELLING.map((name) => textOf(field(node, name))?.toLowerCase());
}

/**
 * Whether two nodes are of one product, by their telling texts: themes and plug-ins each write their own. They have a text
 * in common, and no number or address of one kind that differs.
 */
export function areOfOne(
  some: readonly (string | undefined)[],
  others: readonly (string | undefined)[],
): boolean {
  const both = some.map((text, i) => text !== undefined && others[i] !== undefined);
  const differs = both.some((isBoth, i) => i < NUMBERS && isBoth && some[i] !== others[i]);
  return !differs && both.some((isBoth, i) => isBoth && some[i] === others[i]);
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
