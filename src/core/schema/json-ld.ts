import { field, isNode, type Node } from './node.ts';

/** Characters that are read at most: a longer text is a catalogue rather than a page. */
const MAX_CHARACTERS = 250_000;
const MAX_NODES = 5_000;
const MAX_DEPTH = 16;

/**
 * The nodes of a `<script type="application/ld+json">`; an empty list if it cannot be read. Never throws.
 *
 * @param maxCharacters A longer text is not read.
 */
export function parseJsonLd(text: string, maxCharacters = MAX_CHARACTERS): Node[] {
  if (text.length > maxCharacters) return [];
  const json = parsed(text) ?? parsed(mended(text));
  return json === undefined ? [] : topNodes(json);
}

/** The nodes of a document, with those in arrays and graphs. */
function topNodes(json: unknown): Node[] {
  const nodes: Node[] = [];
  const visit = (value: unknown, depth: number): void => {
    if (depth > MAX_DEPTH || nodes.length >= MAX_NODES) return;
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

/**
 * Repairs frequent faults of shop software: comments around the JSON, raw line breaks in texts, commas before a bracket. It
 * takes time in proportion to the text: an expression that tries each run of white space from each of its places does not.
 */
function mended(text: string): string {
  return bare(text)
    .replace(/[\u0000-\u001f]+/g, ' ')
    .replace(/,(\s*[\]}])/g, '$1');
}

/** Without what stands around the JSON: comment marks of HTML, XML and JavaScript, and semicolons. */
function bare(text: string): string {
  let left = text.trim();
  for (let before = -1; left.length !== before;) {
    before = left.length;
    for (const mark of ['/*', '*/', '//', '<![CDATA[', '<!--'])
      if (left.startsWith(mark)) left = left.slice(mark.length).trimStart();
    for (const mark of ['*/', '/*', '//', ']]>', '-->', ';'])
      if (left.endsWith(mark)) left = left.slice(0, -mark.length).trimEnd();
  }
  return left;
}
