import { describe, expect, it } from 'vitest';
import { RANKING } from '../parameters.ts';
import { event } from '../testing/catalogue.ts';
import { catalogue, ids } from '../testing/shop.ts';
import { settled } from './returns.ts';
import { signalsOf } from './signals.ts';

/** Of four buyers of shoes one comes back for shoes; of hats nothing is known. */
const returns = Float32Array.from(ids, (id) => (['shoe', 'boot', 'sandal'].includes(id) ? 0.25 : 0));
const shop = { ...catalogue, columns: { ...catalogue.columns, returns } };
const left = (events: Parameters<typeof signalsOf>[0], full = 0.5) =>
  settled(signalsOf(events, shop, 0, RANKING), shop, { returns: full }).map(
    (signal) => 'row' in signal && [ids[signal.row], signal.event, signal.returns ?? 1],
  );

describe('settled', () => {
  it('leaves a purchase, and what came before it in its category, in proportion to who comes back', () => {
    const events = [
      event('view_item', 'boot'),
      event('view_item', 'hat'),
      event('purchase', 'shoe'),
      event('view_item', 'sandal'),
    ];
    expect(left(events)).toEqual([
      ['boot', 'view_item', 0.5],
      ['hat', 'view_item', 1],
      ['shoe', 'purchase', 0.5],
      ['sandal', 'view_item', 1],
    ]);
  });

  it('leaves everything if enough come back, if that is not known, and if it is switched off', () => {
    expect(left([event('purchase', 'shoe')], 0.25)).toEqual([['shoe', 'purchase', 1]]);
    expect(left([event('purchase', 'hat')])).toEqual([['hat', 'purchase', 1]]);
    expect(left([event('purchase', 'shoe')], 0)).toEqual([['shoe', 'purchase', 1]]);
  });
});
