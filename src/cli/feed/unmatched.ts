/** Ids that are told apart. With more of them, the rarest are dropped. */
const MAX_IDS = 100_000;

/** An id that orders name and the catalogue lacks. */
export interface UnmatchedId {
  /** As the orders write it; empty if a line names no item. */
  readonly id: string;
  readonly lines: number;
}

/** Ids of order lines that name no item of the catalogue. */
export interface UnmatchedIds {
  /** Distinct ids; if there were more than are told apart, those that are left. */
  readonly distinct: number;
  /** Whether `distinct` and the numbers of lines are exact; else they are lower bounds. */
  readonly exact: boolean;
  /** The ids of the most lines, most first. */
  top(count: number): UnmatchedId[];
}

/**
 * Counts ids in bounded memory. Up to 100,000 distinct ids the counts are exact. With more, every id that has more than a
 * 100,000th of all lines is still found, and its count is a lower bound (Misra & Gries, "Finding repeated elements",
 * Science of Computer Programming 2(2), 1982).
 */
export function createUnmatchedIds(limit = MAX_IDS): UnmatchedIds & { add(id: string): void } {
  const counts = new Map<string, number>();
  let exact = true;
  return {
    add(id) {
      const count = counts.get(id);
      if (count !== undefined || counts.size < limit) counts.set(id, (count ?? 0) + 1);
      else {
        exact = false;
        for (const [other, lines] of counts)
          if (lines === 1) counts.delete(other);
          else counts.set(other, lines - 1);
      }
    },
    get distinct() {
      return counts.size;
    },
    get exact() {
      return exact;
    },
    top: (count) =>
      Array.from(counts, ([id, lines]) => ({ id, lines }))
        .sort((a, b) => b.lines - a.lines || (a.id < b.id ? -1 : 1))
        .slice(0, count),
  };
}
