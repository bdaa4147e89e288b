/** An object from outside; its fields may hold anything. */
export type Node = Readonly<Record<string, unknown>>;

const MAX_ENTRIES = 5_000;
const ADDRESS = /^(?:https?:\/\/(?:www\.)?schema\.org\/|schema:)/i;

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A node's own field; undefined if only its prototype has it. */
export function field(node: Node, name: string): unknown {
  return Object.hasOwn(node, name) ? node[name] : undefined;
}

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
