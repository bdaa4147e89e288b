/**
 * Where learning puts what need not stay in memory: named lists of pieces, read back in the order of writing.
 * Everything goes through it, so that what a shop's orders take in memory does not grow with them.
 */
export interface Spill {
  /** Takes the buffer over: the caller must not write to it again. */
  append(name: string, piece: ArrayBuffer): void;
  read(name: string): Iterable<ArrayBuffer>;
  /** How many pieces a list has. */
  length(name: string): number;
  dispose(): void;
}

/** Keeps all in memory: for a few million lines. */
export function memorySpill(): Spill {
  const lists = new Map<string, ArrayBuffer[]>();
  return {
    append(name, piece) {
      const list = lists.get(name);
      if (list) list.push(piece);
      else lists.set(name, [piece]);
    },
    read: (name) => lists.get(name) ?? [],
    length: (name) => lists.get(name)?.length ?? 0,
    dispose: () => lists.clear(),
  };
}
