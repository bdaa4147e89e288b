import { arrived } from '../../errors.ts';
import { parseJsonLd } from '../../core/schema/json-ld.ts';
import type { Node } from '../../core/schema/node.ts';
import { textOf } from './item.ts';
import { addressOf } from './product.ts';
import { combined, factsOf, type PageFacts } from './structured.ts';
import type { Marks } from './tagged.ts';

let markup: typeof import('./markup.ts') | undefined;

const MARKUP = '[itemscope][itemtype*="schema.org/"], meta[property="og:type"][content*="product"]';

/** Loads what reads the page, if it is not there yet. @returns undefined if it is all there. */
export function loadReaders(page: ParentNode): Promise<void> | undefined {
  if (markup || !page.querySelector(MARKUP)) return undefined;
  return arrived(() => import('./markup.ts')).then((loaded) => {
    markup = loaded;
  });
}

/** Blocks of JSON-LD with their texts. */
export type Blocks = ReadonlyMap<Element, string>;

const MAX_HEADINGS = 5;

/** Reads what a page is about: the shop's marks first, then JSON-LD, microdata and `og:` tags. */
export function readPage(page: Document, address: string, marks: Pick<Marks, 'main'>): PageFacts {
  return combined(readSources(page, address, marks));
}

/**
 * Does the same, each source for itself.
 *
 * @param left Blocks of the page before. A single-page app may leave them behind when it adds those of the next page.
 */
export function readSources(
  page: Document,
  address: string,
  { main }: Pick<Marks, 'main'>,
  left: Blocks = new Map(),
): PageFacts[] {
  const canonical = page.querySelector('link[rel="canonical"]')?.getAttribute('href');
  const here = addressOf(canonical, address) ?? address;
  const blocks = [...blocksOf(page)];
  const headings = headingsOf(page);
  const factsOfBlocks = (areOld: boolean): PageFacts => {
    const texts = blocks.filter(([block, text]) => areOld === (left.get(block) === text));
    const nodes = nodesOf(
      texts.map(([, text]) => text),
      areOld,
    );
    const facts = factsOf(nodes, address, { headings, areOld });
    // The shown address names the variant; the canonical address names its group.
    return facts.main || here === address ? facts : factsOf(nodes, here, { headings, areOld });
  };
  return [
    { ...(main && { main }), list: [] },
    factsOfBlocks(false),
    factsOfBlocks(true),
    factsOf(markup?.readMicrodata(page) ?? [], here, { headings }),
    markup?.readOpenGraph(page, here) ?? { list: [] },
  ];
}

/** The page's blocks of JSON-LD, whatever parameters their type has. */
export function blocksOf(page: ParentNode): Blocks {
  const scripts = [...page.querySelectorAll('script[type*="ld+json" i]')];
  return new Map(scripts.map((script) => [script, script.textContent]));
}

/** The headings of the first level, in small letters. */
export function headingsOf(page: ParentNode): string[] {
  const headings = [...page.querySelectorAll('h1')].slice(0, MAX_HEADINGS);
  return headings.flatMap(({ textContent }) => textOf(textContent)?.toLowerCase() ?? []);
}

interface Parsed {
  readonly texts: readonly string[];
  readonly nodes: readonly Node[];
}

const parsed: [fresh?: Parsed, old?: Parsed] = [];

/** Pages change often, but their JSON-LD hardly ever: it is parsed only when it has changed. */
function nodesOf(texts: readonly string[], areOld: boolean): readonly Node[] {
  const at = areOld ? 1 : 0;
  const last = parsed[at];
  if (last?.texts.length === texts.length && last.texts.every((text, i) => text === texts[i]))
    return last.nodes;
  const nodes = texts.flatMap((text) => parseJsonLd(text));
  parsed[at] = { texts, nodes };
  return nodes;
}
