import type { Interest, ShopperEvent } from '../../types.ts';
import type { Catalogue } from '../catalogue.ts';
import { interestsOf, type InterestVector } from './interests.ts';
import { RANKING } from '../parameters.ts';
import { mutedIds, signalsOf, type AnySignal } from './signals.ts';

/** A shopper's interests for a page that shows them: those that count, strongest first, then those that are muted. */
export function profileInterests(
  { rows, items, rowOf, foreign }: Pick<Catalogue, 'rows' | 'items' | 'rowOf' | 'foreign'>,
  events: readonly ShopperEvent[],
  now: number,
): Interest[] {
  const muted = mutedIds(events);
  const unmuted = events.filter(({ name }) => name !== 'mute'); // as if none were, to see them all
  const signals = signalsOf(unmuted, rowOf, now, RANKING, foreign);
  const idOf = (signal: AnySignal) => ('row' in signal ? items[signal.row]!.id : signal.id);
  const those = (out: boolean) =>
    interestsOf(
      rows,
      signals.filter((signal) => muted.has(idOf(signal)) === out),
      RANKING,
    );
  const shown = (interest: InterestVector, share: number): Interest => ({
    objectIDs: [...new Set(interest.signals.filter(({ weight }) => weight > 0).map(idOf))],
    share,
    muted: share === 0,
  });
  const heard = those(false);
  const total = heard.reduce((sum, { strength }) => sum + strength, 0);
  return [
    ...heard.map((interest) => shown(interest, interest.strength / total)),
    ...those(true).map((interest) => shown(interest, 0)),
  ];
}
