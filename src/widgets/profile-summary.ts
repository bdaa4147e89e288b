import type { Profile } from '../types.ts';
import { eventKind } from './event-kind.ts';
import { didKind } from './past-events.ts';
import type { EventKind } from './event-kind.ts';

/** How many events of each kind a history has, the most frequent first; kinds without events are left out. */
export function profileSummary({ events }: Pick<Profile, 'events'>): (readonly [EventKind, number])[] {
  const counts = new Map<EventKind, number>();
  for (const { name } of events) {
    if (didKind(name) === undefined) continue;
    const kind = eventKind(name);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a);
}
