import type { ShopperEvent } from '../../types/events.ts';
import type { Interest } from '../../types/profile.ts';
import type { Catalogue } from '../catalogue.ts';
import { interestsOf, type InterestVector } from './interests.ts';
import { RANKING } from '../parameters.ts';
import { mutedIds, signalsOf, type AnySignal } from './signals.ts';

/** A shopper's interests for a page that shows them: strongest first, and the muted ones last. */
export function profileInterests(
  catalogue: Pick<Catalogue, 'rows' | 'items' | 'rowOf' | 'unknownItems'>,
  events: readonly ShopperEvent[],
  now: number,
): Interest[] {
  const { rows, items } = catalogue;
  const muted = mutedIds(events);
  const unmuted = events.filter(({ name }) => name !== 'mute'); // so that muted items give signals too
  const signals = signalsOf(unmuted, catalogue, now, RANKING);
  const idOf = (signal: AnySignal) => ('row' in signal ? items[signal.row]!.id : signal.id);
  const interestsWhere = (isMuted: boolean) =>
    interestsOf(
      rows,
      signals.filter((signal) => muted.has(idOf(signal)) === isMuted),
      RANKING,
    );
  const shown = (interest: InterestVector, share: number): Interest => ({
    objectIDs: [...new Set(interest.signals.filter(({ weight }) => weight > 0).map(idOf))],
    share,
    muted: share === 0,
  });
  const counted = interestsWhere(false);
  const total = counted.reduce((sum, { strength }) => sum + strength, 0);
  return [
    ...counted.map((interest) => shown(interest, interest.strength / total)),
    ...interestsWhere(true).map((interest) => shown(interest, 0)),
  ];
}
