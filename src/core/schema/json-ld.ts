import { field, isNode, type Node } from './node.ts';

/** What a page may hold at most: longer texts are a catalogue rather than a page. */
const LONGEST = 250_000;
const MOST_NODES = 5_000;
const DEEPEST = 16;

/**
 * A `<script type="application/ld+json">` as its nodes; none, where it cannot be read. Never throws.
 *
 * @param longest In characters; what is longer is not read.
 */
export function parseJsonLd(text: string, longest = LONGEST): Node[] {
  if (text.length > longest) return [];
  const json = parsed(text) ?? parsed(mended(text));
  return json === undefined ? [] : topNodes(json);
}

/** Nodes of a document, those of arrays and graphs included. */
export function topNodes(json: unknown): Node[] {
  const nodes: Node[] = [];
  const visit = (value: unknown, depth: number): void => {
    if (depth > DEEPEST || nodes.length >= MOST_NODES) return;
    if (Array.isArray(value)) {
      for (const entry of value) visit(entry, depth + 1);
    } else if (isNode(value)) {
      if (field(value, '@type') !== undefined) nodes.push(value);
      visit(field(value, '@graph'), depth + 1);
    }
  };
  visit(json, 0);
  return nodes;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What shop software gets wrong most: comments around the JSON, raw line breaks in texts, commas before a bracket. */
function mended(text: string): string {
  return text
    .replace(/^\s*(?:\/\*)?(?:\/\/)?\s*(?:<!\[CDATA\[|<!--)(?:\*\/)?/, '')
    .replace(/(?:\/\*)?(?:\/\/)?\s*(?:\]\]>|-->)(?:\*\/)?\s*;?\s*$/, '')
    .replace(/;\s*$/, '')
    .replace(/[\u0000-\u001f]+/g, ' ')
    .replace(/,(\s*[\]}])/g, '$1');
}
