/**
 * Storage outside of working memory, for what learning reads again later: named lists of buffers. All order lines go
 * through it, so the memory that learning needs does not grow with the number of lines.
 */
export interface Spill {
  /** Adds a buffer to the end of a list. The spill owns it from then on: the caller must not write to it again. */
  append(name: string, piece: ArrayBuffer): void;
  /** The buffers of a list, in the order of writing; none if the list does not exist. */
  read(name: string): Iterable<ArrayBuffer>;
  /** The number of buffers in a list. */
  length(name: string): number;
  /** Frees everything. The spill must not be used afterwards. */
  dispose(): void;
}

/** A spill in memory, good for a few million lines. */
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
