/** An object from outside; its fields may hold anything. */
export type Node = Readonly<Record<string, unknown>>;

const MAX_ENTRIES = 5_000;

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

/** Whether a node has one of these schema.org types, with or without the address of schema.org before it. */
export function isOf(node: Node, types: ReadonlySet<string>): boolean {
  return listOf(field(node, '@type')).some(
    (type) =>
      typeof type === 'string' && types.has(type.replace(/^(?:https?:\/\/schema\.org\/|schema:)/, '')),
  );
}
