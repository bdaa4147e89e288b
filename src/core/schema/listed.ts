/** What the reading of a page needs beside `node.ts`, and consent does not: so it is in a script that is loaded later. */
import { field, type Node } from './node.ts';

const MAX_ENTRIES = 5_000;
const ADDRESS = /^(?:https?:\/\/(?:www\.)?schema\.org\/|schema:)/i;

/** A field as a list; a single value becomes a list of one. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.slice(0, MAX_ENTRIES) : [value];
}

/**
 * Whether a node has one of these schema.org types, with or without the address of schema.org before it. Pages write types in
 * small letters, too.
 */
export function isOf(node: Node, types: ReadonlySet<string>): boolean {
  const given = listOf(field(node, '@type')).filter((type) => typeof type === 'string');
  const names = given.map((type) => type.replace(ADDRESS, ''));
  return names.some(
    (name) => types.has(name) || [...types].some((type) => type.toLowerCase() === name.toLowerCase()),
  );
}
