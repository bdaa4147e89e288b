import type { Candidate } from '../vectors/rescore.ts';

/** A candidate and its position on the shelf, from 1. */
export interface Pin<C extends Candidate> {
  readonly position: number;
  readonly candidate: C;
}

/**
 * Puts each pin at its position and the rest of the list around them. A position past the end means the last one. If two
 * pins name one position, the second takes the next free one.
 */
export function pinned<C extends Candidate>(list: readonly C[], pins: readonly Pin<C>[], limit: number): C[] {
  const taken = new Set(pins.map(({ candidate }) => candidate.row));
  const rest = list.filter(({ row }) => !taken.has(row));
  const size = Math.min(limit, rest.length + taken.size);
  const shelf: (C | undefined)[] = Array.from({ length: size });
  const placed = new Set<number>();
  for (const { position, candidate } of pins) {
    if (placed.has(candidate.row)) continue;
    let at = Math.min(size, Math.max(1, Math.round(position))) - 1;
    while (at < size && shelf[at]) at++;
    if (at >= size) at = shelf.lastIndexOf(undefined);
    if (at < 0) break; // more pins than places
    shelf[at] = candidate;
    placed.add(candidate.row);
  }
  let next = 0;
  return shelf.flatMap((candidate) => candidate ?? rest[next++] ?? []);
}
