import type { Shelf } from 'vitrine';

const last = new Map<string, Shelf>();
const listeners: (() => void)[] = [];

/** The latest shelf of each name. It carries its time and its back end. */
export const timings = (): ReadonlyMap<string, Shelf> => last;

export function noteTiming(name: string, shelf: Shelf): void {
  last.set(name, shelf);
  for (const listener of listeners) listener();
}

export function onTiming(listener: () => void): void {
  listeners.push(listener);
}
