import type { ShopperEvent } from '../../types/events.ts';
import type { Interest } from '../../types/profile.ts';
import type { Catalogue } from '../catalogue.ts';
import { RANKING } from '../parameters.ts';
import { interestsOf, type InterestVector } from './interests.ts';
import { reasonsOf } from './reasons.ts';
import { choicesOf, signalsOf, type AnySignal } from './signals.ts';

type Known = Pick<Catalogue, 'rows' | 'items' | 'rowOf' | 'unknownItems'>;

/**
 * A shopper's interests for a page that shows them: strongest first, and the muted ones last. What the shopper has turned
 * down makes interests of its own, so that each can be turned up again.
 */
export function profileInterests(catalogue: Known, events: readonly ShopperEvent[], now: number): Interest[] {
  const { rows, items } = catalogue;
  const choices = choicesOf(events);
  // Muted items give signals too; what they would count is not shown.
  const signals = signalsOf(
    events.filter(({ name }) => name !== 'mute'),
    catalogue,
    now,
    RANKING,
  );
  const idOf = (signal: AnySignal) => ('row' in signal ? items[signal.row]!.id : signal.id);
  const interestsOfChoice = (choice: 'mute' | 'less' | undefined) =>
    interestsOf(
      rows,
      signals.filter((signal) => choices.get(idOf(signal)) === choice),
      RANKING,
    ).map((interest) => ({ interest, choice }));
  const counted = [...interestsOfChoice(undefined), ...interestsOfChoice('less')].sort(
    (a, b) => b.interest.strength - a.interest.strength,
  );
  const total = counted.reduce((sum, { interest }) => sum + interest.strength, 0);
  return [...counted, ...interestsOfChoice('mute')].map(({ interest, choice }) => {
    const raising = interest.signals.filter(({ weight }) => weight > 0);
    const muted = choice === 'mute';
    return {
      objectIDs: [...new Set(raising.map(idOf))],
      share: muted ? 0 : interest.strength / total,
      muted,
      less: choice === 'less',
      categories: categoriesOf(raising, items),
      from: reasonsOf(
        raising.map((signal) => ({ event: signal.event, objectID: idOf(signal), amount: signal.weight })),
      ),
    };
  });
}

/** The categories of signals, the one with the largest sum of weights first. */
function categoriesOf(signals: InterestVector['signals'], items: Catalogue['items']): string[] {
  const weights = new Map<string, number>();
  for (const signal of signals) {
    const category = 'row' in signal ? items[signal.row]!.category : undefined;
    if (category !== undefined) weights.set(category, (weights.get(category) ?? 0) + signal.weight);
  }
  return [...weights].sort(([, a], [, b]) => b - a).map(([category]) => category);
}
