import { describe, expect, it } from 'vitest';
import { catalogue, ids } from '../testing/shop.ts';
import { seedSignals } from './seeds.ts';

const seeds = (objectIDs?: readonly string[], unknownItems?: ReadonlyMap<string, Float32Array>) =>
  seedSignals(
    { model: 'related-products', ...(objectIDs && { objectIDs }) },
    { rowOf: catalogue.rowOf, ...(unknownItems && { unknownItems }) },
  );

describe('seedSignals', () => {
  it('gives each item that is named one signal of weight 1, in order', () => {
    expect(seeds(['hat', 'shoe', 'hat'])).toEqual(
      ['hat', 'shoe'].map((id) => ({ row: ids.indexOf(id), weight: 1, event: 'seed' })),
    );
  });

  it('leaves out items that neither the pack nor the model knows', () => {
    const vector = Float32Array.of(0, 1, 0, 0);
    const far = new Map([
      ['far', vector],
      ['shoe', vector],
    ]);
    expect(seeds(['far', 'shoe', 'farther'], far)).toEqual([
      { row: 0, weight: 1, event: 'seed' },
      { id: 'far', vector, weight: 1, event: 'seed' },
    ]);
    expect(seeds(['far'])).toEqual([]);
  });

  it('refuses a request that names none, and says what to do', () => {
    for (const none of [undefined, []]) {
      expect(() => seeds(none)).toThrow(expect.objectContaining({ code: 'bad-argument' }));
      expect(() => seeds(none)).toThrow(/related-products.* needs objectIDs: name at least one/);
    }
  });
});
