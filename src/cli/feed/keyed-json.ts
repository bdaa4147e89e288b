import { parseTree, type Node } from 'jsonc-parser';
import { findColumns } from '../../core/feed/columns.ts';
import { ITEM_NAMES, LISTS } from '../../core/feed/names.ts';
import type { Entry } from '../../core/feed/nested.ts';
import type { Row } from './row.ts';

/** Whether a document may hold its entries by their keys, as databases that keep JSON export it: it is an object. */
export function isKeyed(head: string): boolean {
  return head.trimStart().startsWith('{');
}

/**
 * The entries of an object whose values are products, `{ products: { "-Na1": { title: ... } } }`, on their lines. An entry
 * without an id has its key as one. `[]` if the document is no such object.
 */
export function keyedRows(text: string): Row[] {
  let object = parseTree(text);
  for (let depth = 0; object?.type === 'object' && depth < 4; depth++) {
    const entries = object.children ?? [];
    if (isEntries(entries)) return rowsOf(entries, text);
    object = entries.find(({ children }) => LISTS.includes(String(children?.[0]?.value)))?.children?.[1];
  }
  return [];
}

function isEntries(properties: readonly Node[]): boolean {
  const values = properties.map(({ children }) => children?.[1]);
  return (
    values.length > 0 &&
    values.every((value) => value?.type === 'object') &&
    values.some((value) => findColumns(keysOf(value!), ITEM_NAMES)['title'] !== undefined)
  );
}

function keysOf(object: Node): string[] {
  return (object.children ?? []).map(({ children }) => String(children?.[0]?.value));
}

function rowsOf(properties: readonly Node[], text: string): Row[] {
  let [line, at] = [1, 0];
  return properties.map(({ children }) => {
    const [key, value] = children as [Node, Node];
    for (; at < value.offset; at++) if (text[at] === '\n') line++;
    const entry = JSON.parse(text.slice(value.offset, value.offset + value.length)) as Entry;
    const hasId = findColumns(Object.keys(entry), ITEM_NAMES)['id'] !== undefined;
    return { line, record: hasId ? entry : { id: String(key.value), ...entry } };
  });
}
