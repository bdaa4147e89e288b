import type { ShopperEvent } from '../../types/events.ts';

/**
 * An event about some of its items only. The value of all its items goes with the others.
 *
 * @param keeps Whether the event still names an item.
 * @returns undefined if it named items and none is left.
 */
export function onlyIds(event: ShopperEvent, keeps: (id: string) => boolean): ShopperEvent | undefined {
  const ids = event.ids.filter(keeps);
  if (ids.length === event.ids.length) return event;
  if (ids.length === 0) return undefined;
  const { texts, quantities, ...others } = event;
  const rest = withoutValue(others);
  const [keptTexts, keptQuantities] = [of(ids, texts), of(ids, quantities)];
  return {
    ...rest,
    ids,
    ...(keptTexts && { texts: keptTexts }),
    ...(keptQuantities && { quantities: keptQuantities }),
  };
}

/** An event without the value of all its items, of which some have been left out. */
export function withoutValue(event: ShopperEvent): ShopperEvent {
  const kept = { ...event };
  delete (kept as { value?: number }).value;
  return kept;
}

/** What a record has of some ids. @returns undefined if it has nothing of them. */
function of<Value>(
  ids: readonly string[],
  record: Readonly<Record<string, Value>> = {},
): Record<string, Value> | undefined {
  const kept = Object.entries(record).filter(([id]) => ids.includes(id));
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}
