import { describe, expect, it } from 'vitest';
import type { EventName } from '../../types/events.ts';
import { EVENT_WEIGHTS } from '../history/event.ts';
import { RANKING } from '../parameters.ts';
import { catalogue, ids } from '../testing/shop.ts';
import { event } from '../testing/catalogue.ts';
import {
  cartSignals,
  impressionDiscounts,
  isRefusal,
  ownedForGood,
  purchasesOf,
  unwantedRows,
} from './shopper.ts';

const named = (rows: Iterable<number>) => [...rows].map((row) => ids[row]);
const ALL = Object.keys(EVENT_WEIGHTS) as EventName[];

describe('what the shopper does not want to see', () => {
  it('is what they hid, disliked or muted, and nothing else', () => {
    const refusals = ['dislike', 'hide', 'mute'];
    expect(ALL.filter(isRefusal).sort()).toEqual(refusals);
    for (const name of ALL)
      expect(named(unwantedRows([event(name, ['hat', 'unknown'])], catalogue))).toEqual(
        refusals.includes(name) ? ['hat'] : [],
      );
  });

  it('returns with a like or an unmute, but only what these name', () => {
    const hidden = [event('hide', ['hat', 'cap']), event('dislike', 'shoe')];
    expect(named(unwantedRows([...hidden, event('like', ['hat', 'shoe'])], catalogue))).toEqual(['cap']);
    expect(named(unwantedRows([event('like', 'hat'), ...hidden], catalogue))).toEqual(['hat', 'cap', 'shoe']);
    expect(named(unwantedRows([event('mute', ['hat', 'cap']), event('unmute', 'hat')], catalogue))).toEqual([
      'cap',
    ]);
  });
});

describe('what the shopper owns', () => {
  it('is what they bought, the oldest purchase first', () => {
    const events = [
      event('purchase', ['lace', 'unknown']),
      event('add_to_cart', 'cap'),
      event('purchase', ['hat', 'lace']),
    ];
    expect(named(purchasesOf(events, catalogue).keys())).toEqual(['lace', 'hat']);
  });

  it('is owned for good if fewer of its buyers than asked bought it again', () => {
    const events = [event('purchase', ['lace', 'hat'])];
    const owned = (rebuy?: number) =>
      named(
        ownedForGood({
          catalogue,
          events,
          now: 1e10,
          ...(rebuy !== undefined && { parameters: { ...RANKING, rebuy } }),
        }),
      );
    expect(owned()).toEqual(['hat']);
    const share = catalogue.columns.rebuy[ids.indexOf('lace')]!;
    expect(owned(share)).toEqual(['hat']);
    expect(owned(share + 0.01)).toEqual(['lace', 'hat']);
    expect(owned(0)).toEqual([]);
  });
});

describe('cartSignals', () => {
  const signals = (...events: Parameters<typeof cartSignals>[0]) =>
    cartSignals(events, catalogue).map(({ row, weight, event: what }) => [ids[row], weight, what]);

  it('are the items in the cart', () => {
    expect(signals(event('add_to_cart', ['hat', 'cap']), event('view_item', 'shoe'))).toEqual([
      ['hat', 1, 'add_to_cart'],
      ['cap', 1, 'add_to_cart'],
    ]);
  });

  it('lack what was taken out, and all of a purchase', () => {
    const added = event('add_to_cart', ['hat', 'cap', 'shoe']);
    expect(signals(added, event('remove_from_cart', 'hat'), event('purchase', 'cap'))).toEqual([
      ['shoe', 1, 'add_to_cart'],
    ]);
    expect(signals(added, event('remove_from_cart', 'hat'), event('add_to_cart', 'hat'))).toHaveLength(3);
    expect(signals(event('add_to_cart', 'hat'), event('remove_from_cart', 'hat'))).toEqual([]);
  });

  it('are those of the last purchase that the pack knows if the cart is empty', () => {
    const bought = [
      event('purchase', 'lace'),
      event('purchase', ['boot', 'hat']),
      event('purchase', 'unknown'),
    ];
    expect(signals(...bought, event('remove_from_cart', 'cap'), event('view_item', 'shoe'))).toEqual([
      ['boot', 1, 'purchase'],
      ['hat', 1, 'purchase'],
    ]);
    expect(signals()).toEqual([]);
    expect(signals(event('view_item', 'shoe'), event('like', 'hat'))).toEqual([]);
  });
});

describe('impressionDiscounts', () => {
  const discounts = (...events: Parameters<typeof impressionDiscounts>[0]) =>
    Object.fromEntries(
      [...impressionDiscounts(events, catalogue, { impressions: 2, impressionDiscount: 0.75 })].map(
        ([row, by]) => [ids[row], by],
      ),
    );
  const list = event('view_item_list', ['hat', 'cap', 'unknown']);

  it('take a share with every so many lists that showed an item, each of what is left', () => {
    expect(discounts(list)).toEqual({});
    expect(discounts(list, list, event('view_item_list', 'cap'))).toEqual({ hat: 0.75, cap: 0.75 });
    expect(discounts(list, list, list, event('view_item_list', 'cap'))).toEqual({
      hat: 0.75,
      cap: 1 - 0.25 ** 2,
    });
  });

  it('count an item that one list names twice once', () => {
    expect(discounts(event('view_item_list', ['hat', 'hat']))).toEqual({});
  });

  it('begin anew once the shopper has opened the item or put it into the cart, and with no other event', () => {
    for (const name of ALL.filter((one) => one !== 'view_item_list')) {
      const taken = ['select_item', 'view_item', 'add_to_cart'].includes(name);
      expect(discounts(list, list, event(name, ['hat', 'unknown']))).toEqual(
        taken ? { cap: 0.75 } : { hat: 0.75, cap: 0.75 },
      );
      if (taken) expect(discounts(list, event(name, 'hat'), list)).toEqual({ cap: 0.75 });
    }
  });

  it('keep the discount of the second item of the pack if an item that the pack lacks is opened', () => {
    const known = event('view_item_list', 'boot');
    expect(discounts(known, known, event('view_item', 'unknown'))).toEqual({ boot: 0.75 });
  });
});
