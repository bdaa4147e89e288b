import { merged, type PageItem } from './item.ts';
import { field, isNode, isOf, listOf, type Node } from '../../core/schema/node.ts';
import { isAt, isProduct, productItem } from './product.ts';

/** What a page is about. */
export interface PageFacts {
  /** The product that the page is about. */
  readonly main?: PageItem;
  /** The products that the page lists. */
  readonly list: readonly PageItem[];
}

const LISTS = new Set(['ItemList', 'OfferCatalog', 'CollectionPage', 'SearchResultsPage']);
const PAGES = new Set(['WebPage', 'ItemPage', 'CollectionPage', 'SearchResultsPage']);
const MAX_LISTED = 100;

/**
 * Finds the main product in a page's nodes: the main entity of the page, else the only product, else the product with the
 * page's address. Without a main product, all products are a list.
 */
export function factsOf(nodes: readonly Node[], page: string): PageFacts {
  const about = nodes
    .filter((node) => isOf(node, PAGES))
    .flatMap((node) => listOf(field(node, 'mainEntity')).filter(isNode));
  const products = distinct([...about, ...nodes].filter(isProduct), page);
  const entity = about.find(isProduct);
  const here = entity ?? [...products.keys()].find((node) => isAt(node, page));
  const main = here ? productItem(here, page) : only([...products.values()]);
  const listed = [...nodes, ...about].filter((node) => isOf(node, LISTS)).flatMap(entriesOf);
  const entries = listed.slice(0, MAX_LISTED).flatMap((node) => productItem(node, page) ?? []);
  const list = main || entries.length > 0 ? entries : [...products.values()];
  return { ...(main && { main }), list };
}

function only<Entry>(entries: readonly Entry[]): Entry | undefined {
  return entries.length === 1 ? entries[0] : undefined;
}

/** Combines the facts of several sources: the first main product counts, and the others add what it lacks. */
export function combined(accounts: readonly PageFacts[]): PageFacts {
  const [first, ...others] = accounts.flatMap(({ main }) => main ?? []);
  const main = first && others.reduce(merged, first);
  return { ...(main && { main }), list: accounts.find(({ list }) => list.length > 0)?.list ?? [] };
}

/** Products by their nodes. Two nodes of one product count once: themes and plug-ins each write their own. */
function distinct(products: readonly Node[], page: string): Map<Node, PageItem> {
  const items = new Map<Node, PageItem>();
  const seen = new Set<string>();
  for (const node of products.slice(0, MAX_LISTED)) {
    const item = productItem(node, page);
    if (!item || seen.has(item.item_id)) continue;
    seen.add(item.item_id);
    items.set(node, item);
  }
  return items;
}

/** The entries of a list: products, or list items that hold a product or only its address and name. */
function entriesOf(list: Node): Node[] {
  const entries = listOf(field(list, 'itemListElement')).filter(isNode).slice(0, MAX_LISTED);
  return entries.flatMap((entry) => {
    const item = field(entry, 'item');
    if (isNode(item)) return [item];
    if (isProduct(entry)) return [entry];
    const url = typeof item === 'string' ? item : field(entry, 'url');
    return typeof url === 'string' ? [{ url, name: field(entry, 'name') }] : [];
  });
}
