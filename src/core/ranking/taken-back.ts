import type { EventName } from '../../types/events.ts';

/** What is known of a signal here: of an item by its row, or by its id if the pack lacks it. */
type OneSignal = { readonly event: EventName | 'seed'; readonly weight: number } & (
  { readonly row: number } | { readonly id: string }
);

/** The event that each of these takes back. */
const TAKES_BACK: Readonly<Partial<Record<OneSignal['event'], EventName>>> = {
  remove_from_cart: 'add_to_cart',
  hide: 'like',
  dislike: 'like',
};

/**
 * Signals in which what the shopper has taken back is one with what took it back, and has both weights. The sums stay as they
 * are, and no reason can name what is no longer so: a score may count the one without the other.
 *
 * @param signals At most one of each event and item.
 */
export function withoutTakenBack<Signal extends OneSignal>(signals: readonly Signal[]): readonly Signal[] {
  const takers = signals.filter(({ event }) => Object.hasOwn(TAKES_BACK, event));
  if (takers.length === 0) return signals;
  const byKey = new Map(signals.map((signal) => [keyOf(signal.event, signal), signal]));
  const taken = new Map<Signal, Signal>(); // what was taken back, by what took it back
  const gone = new Set<Signal>();
  for (const taker of takers) {
    const before = byKey.get(keyOf(TAKES_BACK[taker.event]!, taker));
    if (!before || gone.has(before)) continue;
    taken.set(taker, before);
    gone.add(before);
  }
  return signals.flatMap((signal) => {
    if (gone.has(signal)) return [];
    const before = taken.get(signal);
    return [before ? { ...signal, weight: signal.weight + before.weight } : signal];
  });
}

function keyOf(event: OneSignal['event'], signal: OneSignal): string {
  return 'row' in signal ? `${event} ${signal.row}` : `${event} of ${signal.id}`;
}
