/** An object from outside; its fields may hold anything. */
export type Node = Readonly<Record<string, unknown>>;

const MOST = 5_000;

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
  return Array.isArray(value) ? value.slice(0, MOST) : [value];
}

/** Whether a node is of one of the schema.org types named, however its type is written. */
export function isOf(node: Node, types: ReadonlySet<string>): boolean {
  return listOf(field(node, '@type')).some(
    (type) =>
      typeof type === 'string' && types.has(type.replace(/^(?:https?:\/\/schema\.org\/|schema:)/, '')),
  );
}
