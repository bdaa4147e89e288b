import { parseJsonLd } from '../../core/schema/json-ld.ts';
import { readMicrodata } from './microdata.ts';
import type { Node } from '../../core/schema/node.ts';
import { readOpenGraph } from './open-graph.ts';
import { addressOf } from './product.ts';
import { combined, factsOf, type PageFacts } from './structured.ts';
import type { Marks } from './tagged.ts';

/** Reads what a page is about: the shop's marks first, then JSON-LD, microdata and `og:` tags. */
export function readPage(page: Document, address: string, { main }: Pick<Marks, 'main'>): PageFacts {
  const canonical = page.querySelector('link[rel="canonical"]')?.getAttribute('href');
  const here = addressOf(canonical, address) ?? address;
  const scripts = [...page.querySelectorAll('script[type="application/ld+json" i]')];
  const nodes = nodesOf(scripts.map(({ textContent }) => textContent));
  const facts = factsOf(nodes, address);
  return combined([
    { ...(main && { main }), list: [] },
    // The shown address names the variant; the canonical address names its group.
    facts.main || here === address ? facts : factsOf(nodes, here),
    factsOf(readMicrodata(page), here),
    readOpenGraph(page, here),
  ]);
}

let last: { readonly texts: readonly string[]; readonly nodes: readonly Node[] } | undefined;

/** Pages change often, but their JSON-LD hardly ever: it is parsed only when it has changed. */
function nodesOf(texts: readonly string[]): readonly Node[] {
  const same = last?.texts.length === texts.length && last.texts.every((text, i) => text === texts[i]);
  if (!last || !same) last = { texts, nodes: texts.flatMap((text) => parseJsonLd(text)) };
  return last.nodes;
}
