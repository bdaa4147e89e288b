import type { Node } from '../../core/schema/node.ts';

const MAX_ELEMENTS = 200;
const MAX_DEPTH = 6;
/** Names of one property, types of one item. */
const MAX_NAMES = 10;
/** The attribute that holds a property's value, by its element. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  meta: 'content',
  a: 'href',
  area: 'href',
  link: 'href',
  img: 'src',
  data: 'value',
  meter: 'value',
  time: 'datetime',
};

/**
 * A page's microdata as nodes, those that are not inside another one.
 *
 * @see https://html.spec.whatwg.org/multipage/microdata.html#values
 */
export function readMicrodata(page: ParentNode): Node[] {
  const scopes = [...page.querySelectorAll('[itemscope][itemtype*="schema.org/"]')].slice(0, MAX_ELEMENTS);
  return scopes.filter((scope) => !scope.hasAttribute('itemprop')).map((scope) => nodeOf(scope, 0));
}

function nodeOf(scope: Element, depth: number): Node {
  // Without a prototype: a property may have any name.
  const node = Object.create(null) as Record<string, unknown>;
  node['@type'] = scope.getAttribute('itemtype')?.split(/\s+/, MAX_NAMES);
  if (depth > MAX_DEPTH) return node;
  for (const element of [...scope.querySelectorAll('[itemprop]')].slice(0, MAX_ELEMENTS)) {
    if (element.parentElement?.closest('[itemscope]') !== scope) continue; // it belongs to an item inside this one
    for (const name of element.getAttribute('itemprop')?.split(/\s+/, MAX_NAMES) ?? []) {
      const value = valueOf(element, depth);
      const before = node[name];
      node[name] = before === undefined ? value : [before, value].flat();
    }
  }
  return node;
}

function valueOf(element: Element, depth: number): unknown {
  if (element.hasAttribute('itemscope')) return nodeOf(element, depth + 1);
  const attribute = ATTRIBUTES[element.localName];
  return (
    element.getAttribute('content') ??
    (attribute === undefined ? undefined : element.getAttribute(attribute)) ??
    element.textContent?.trim()
  );
}
