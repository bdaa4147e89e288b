import { Parser } from 'htmlparser2';
import { parseJsonLd } from '../../core/schema/json-ld.ts';
import { isOf, listOf } from '../../core/schema/listed.ts';
import { field, isNode, type Node } from '../../core/schema/node.ts';
import { PRODUCTS } from '../../core/schema/product-types.ts';
import { LIMITS } from './limits.ts';
import type { Row } from './row.ts';
import type { XmlFacts } from './xml.ts';

const PAGES = new Set(['WebPage', 'ItemPage', 'CollectionPage', 'SearchResultsPage']);
const LISTS = new Set(['ItemList', 'OfferCatalog']);
const CRUMBS = new Set(['BreadcrumbList']);

interface Page {
  readonly scripts: { readonly line: number; text: string }[];
  base?: string;
  canonical?: string;
  address?: string; // Open Graph's
}

/**
 * Reads the schema.org products that a page describes in JSON-LD.
 *
 * @param facts Is told where the page's links count from.
 */
export async function* readHtml(text: AsyncIterable<string>, facts: XmlFacts): AsyncGenerator<Row> {
  const page = await scan(text);
  const link = page.base ?? page.canonical ?? page.address;
  if (link !== undefined) facts.link = link;
  for (const { line, text: script } of page.scripts) {
    const nodes = parseJsonLd(script, LIMITS.entry);
    if (nodes.length === 0 && script.trim() !== '')
      yield { line, refused: 'has JSON-LD that cannot be read' };
    const complete = createCompletion(nodes, page);
    for (const record of productsOf(nodes)) yield { line, record: complete(record) };
  }
}

async function scan(text: AsyncIterable<string>): Promise<Page> {
  const page: Page = { scripts: [] };
  let inside = false;
  let [line, at, before, size] = [1, 0, 0, 0];
  let current = '';
  const lineHere = () => {
    for (const end = parser.startIndex - before; at < end; at++) if (current[at] === '\n') line++;
    return line;
  };
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (name === 'script' && /^application\/ld\+json/i.test(attributes['type'] ?? '')) {
        inside = true;
        page.scripts.push({ line: lineHere(), text: '' });
      } else if (name === 'base') page.base ??= attributes['href']!;
      else if (name === 'link' && attributes['rel'] === 'canonical') page.canonical ??= attributes['href']!;
      else if (name === 'meta' && attributes['property'] === 'og:url')
        page.address ??= attributes['content']!;
    },
    ontext: (part) => {
      if (!inside || size > LIMITS.page) return;
      page.scripts.at(-1)!.text += part;
      size += part.length;
    },
    onclosetag: (name) => {
      if (name === 'script') inside = false;
    },
  });
  for await (const part of text) {
    for (; at < current.length; at++) if (current[at] === '\n') line++;
    before += current.length;
    [current, at] = [part, 0];
    parser.write(part);
  }
  parser.end();
  return page;
}

/** Products at the top, of a page's main entity and of its lists. */
function productsOf(nodes: readonly Node[]): Node[] {
  const entities = nodes
    .filter((node) => isOf(node, PAGES))
    .flatMap((node) => listOf(field(node, 'mainEntity')).filter(isNode));
  const listed = [...nodes, ...entities]
    .filter((node) => isOf(node, LISTS))
    .flatMap((list) => listOf(field(list, 'itemListElement')).filter(isNode))
    .map((entry) => field(entry, 'item') ?? entry)
    .filter(isNode)
    .filter((node) => field(node, 'offers') !== undefined);
  return [...new Set([...nodes, ...entities, ...listed])].filter((node) => isOf(node, PRODUCTS));
}

/** Gives a product with the variants that it only names, and with what else the page says of its one product. */
function createCompletion(nodes: readonly Node[], { canonical, address }: Page): (node: Node) => Node {
  const byId = new Map(nodes.map((other) => [field(other, '@id'), other]));
  const known = (value: unknown) => {
    const id = isNode(value) && Object.keys(value).length <= 2 ? field(value, '@id') : undefined;
    return id === undefined ? value : (byId.get(id) ?? value);
  };
  const isAlone = nodes.filter((other) => isOf(other, PRODUCTS)).length === 1;
  return (node) => {
    const own = Object.assign(Object.create(null) as Record<string, unknown>, node);
    for (const key of ['hasVariant', 'offers', 'brand', 'isVariantOf', 'image'])
      if (field(node, key) !== undefined) own[key] = listOf(field(node, key)).map(known);
    if (isAlone) {
      own['url'] ??= canonical ?? address;
      own['category'] ??= crumbs(nodes);
    }
    return own;
  };
}

/** The path to the product, without the shop's start and the product itself. */
function crumbs(nodes: readonly Node[]): string | undefined {
  const list = nodes.find((node) => isOf(node, CRUMBS));
  const names = listOf(list && field(list, 'itemListElement'))
    .filter(isNode)
    .map(
      (entry) =>
        field(entry, 'name') ??
        (isNode(field(entry, 'item')) ? field(field(entry, 'item') as Node, 'name') : undefined),
    )
    .filter((name) => typeof name === 'string');
  return names.slice(1, -1).join(' > ') || undefined;
}
