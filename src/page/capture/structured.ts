import { merged, type PageItem } from './item.ts';
import { isOf, listOf } from '../../core/schema/listed.ts';
import { field, isNode, type Node } from '../../core/schema/node.ts';
import { areOfOne, isAt, isProduct, productItem, tellingTexts, withOffered } from './product.ts';

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

/** What else tells which product a page is about. */
export interface AroundNodes {
  /** The page's headings of the first level, in small letters. */
  readonly headings?: readonly string[];
  /** Whether the nodes were on the page before, and may be left over from it. */
  readonly areOld?: boolean;
}

/**
 * Finds the main product in a page's nodes: the main entity of the page, else the product with the page's address, else the
 * only product, else the one that the heading names. Without a main product, all products are a list. Of nodes that may be
 * left over, only what has the page's address or heading counts.
 */
export function factsOf(
  given: readonly Node[],
  page: string,
  { headings = [], areOld = false }: AroundNodes = {},
): PageFacts {
  const nodes = withOffered(given);
  const about = nodes
    .filter((node) => isOf(node, PAGES))
    .flatMap((node) => listOf(field(node, 'mainEntity')).filter(isNode));
  const products = distinct([...about, ...nodes].filter(isProduct), page);
  const isHere = (node: Node) => isAt(node, page);
  const named = [...products].filter(([, { item_name = '' }]) => headings.includes(item_name.toLowerCase()));
  const entity = areOld ? undefined : about.find(isProduct);
  const here = entity ?? [...products.keys()].find(isHere);
  const main =
    (here && (products.get(here) ?? productItem(here, page))) ??
    (areOld ? undefined : only([...products.values()])) ??
    only(named)?.[1];
  if (areOld) return { ...(main && { main }), list: [] };
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

/** Products by their nodes. Several nodes of one product count once. */
function distinct(products: readonly Node[], page: string): Map<Node, PageItem> {
  const items = new Map<Node, PageItem>();
  const known: { node: Node; id: string; texts: ReturnType<typeof tellingTexts> }[] = [];
  for (const node of products.slice(0, MAX_LISTED)) {
    const item = productItem(node, page);
    if (!item) continue;
    const texts = tellingTexts(node);
    const same = known.find((other) => other.id === item.item_id || areOfOne(other.texts, texts));
    if (!same) known.push({ node, id: item.item_id, texts });
    items.set(same?.node ?? node, same ? merged(items.get(same.node)!, item) : item);
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
