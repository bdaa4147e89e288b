/** A node of schema.org data; its fields may hold anything. */
export type Node = Readonly<Record<string, unknown>>;

/** What a page may hold at most: longer texts are a catalogue rather than a page. */
const LONGEST = 500_000;
const MOST_NODES = 5_000;
const DEEPEST = 16;

/** A `<script type="application/ld+json">` as its nodes; none, where it cannot be read. Never throws. */
export function parseJsonLd(text: string): Node[] {
  if (text.length > LONGEST) return [];
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

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A node's own field: one that only its prototype has is none. */
export function field(node: Node, name: string): unknown {
  return Object.hasOwn(node, name) ? node[name] : undefined;
}

/** A field as a list: one value is a list of one. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.slice(0, MOST_NODES) : [value];
}

/** Whether a node is of one of the schema.org types named, however its type is written. */
export function isOf(node: Node, types: ReadonlySet<string>): boolean {
  return listOf(field(node, '@type')).some(
    (type) =>
      typeof type === 'string' && types.has(type.replace(/^(?:https?:\/\/schema\.org\/|schema:)/, '')),
  );
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
