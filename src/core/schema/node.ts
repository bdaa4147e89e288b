/** An object from outside; its fields may hold anything. */
export type Node = Readonly<Record<string, unknown>>;

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A node's own field; undefined if only its prototype has it. */
export function field(node: Node, name: string): unknown {
  return Object.hasOwn(node, name) ? node[name] : undefined;
}
