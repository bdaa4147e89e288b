import { describe, expect, it } from 'vitest';
import { createWordSearch } from '../search/word-search.ts';
import { catalogueOf, limits } from '../testing/catalogue.ts';
import { createJsScorer } from '../vectors/score.ts';
import { rankByText } from './by-text.ts';
import type { Limits } from './visit.ts';

const catalogue = catalogueOf([
  { id: 'phone', title: 'Acme X7 phone', price: 300, vector: [1, 0, 0, 0] },
  { id: 'case', title: 'Leather case for the Acme X7', price: 20, vector: [0.8, 0.6, 0, 0] },
  { id: 'lamp', title: 'Desk lamp', price: 40, vector: [0, 0, 1, 0] },
  { id: 'light', title: 'Ceiling light', price: 90, vector: [0, 0, 0.8, 0.6] },
]);
const visit = { catalogue, scorer: createJsScorer(catalogue.rows) };
const search = createWordSearch(catalogue.items, (word) => word);
const LAMP = Float32Array.of(0, 0, 1, 0);

/** A text whose vector is that of the lamp, whatever it says, unless it has none. */
const found = async (
  text: string,
  more: { named?: string; byWords?: boolean; limits?: Partial<Limits & Limits['admission']> } = {},
) => {
  const query = { vector: more.byWords ? undefined : LAMP, hits: search(text), named: more.named };
  const ranked = await rankByText(visit, query, limits(more.limits));
  return ranked.map(({ row }) => catalogue.items[row]!.id);
};

describe('a search', () => {
  it('finds by words first, the thing before what is for it, and then by meaning', async () => {
    expect(await found('acme x7')).toEqual(['phone', 'case', 'lamp', 'light']);
  });

  it('finds by meaning alone if no item has the words', async () => {
    expect(await found('torch')).toEqual(['lamp', 'light']);
  });

  it('puts the item first that the text names', async () => {
    expect(await found('acme x7', { named: 'light' })).toEqual(['light', 'phone', 'case', 'lamp']);
    expect(await found('4006381333931', { named: 'case' })).toEqual(['case', 'lamp', 'light']);
  });

  it('keeps to the prices that the text names, and to those that the page asks for', async () => {
    expect(await found('acme x7 under 50')).toEqual(['case', 'lamp']);
    expect(await found('acme x7 under 50', { limits: { filters: { maxPrice: 30 } } })).toEqual(['case']);
    expect(await found('acme x7 under 500', { limits: { filters: { maxPrice: 30 } } })).toEqual(['case']);
  });

  it('trusts its meaning more, the fewer of its words the best item has', async () => {
    expect(await found('acme gargantuan bright torch')).toEqual(['lamp', 'light', 'phone', 'case']);
  });

  it('finds only items with its words, and those that the shop pins, if it has no meaning yet', async () => {
    expect(await found('acme x7', { byWords: true })).toEqual(['phone', 'case']);
    expect(await found('torch', { byWords: true })).toEqual([]);
    expect(await found('4006381333931', { byWords: true, named: 'case' })).toEqual(['case']);
    const boost = [{ objectIDs: ['lamp'], by: 1 }];
    expect(await found('acme x7', { byWords: true, limits: { rules: { boost } } })).toEqual([
      'phone',
      'case',
    ]);
    const pin = [{ objectID: 'lamp', position: 1 }];
    expect(await found('acme x7', { byWords: true, limits: { rules: { pin } } })).toEqual([
      'lamp',
      'phone',
      'case',
    ]);
    const included = new Set([1, 3]);
    expect(await found('acme x7', { byWords: true, limits: { included } })).toEqual(['case']);
  });

  it('shares its score between words, meaning and boosts', async () => {
    const query = { vector: LAMP, hits: search('desk lamp') };
    const [best] = await rankByText(visit, query, limits());
    expect(best!.score).toBeCloseTo(1, 2);
    expect(best!.reasons).toEqual([{ event: 'query', share: 1 }]);
  });
});
