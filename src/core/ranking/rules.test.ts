import { describe, expect, it } from 'vitest';
import { recommend } from './recommend.ts';
import { createJsScorer } from '../vectors/score.ts';
import { catalogueOf, event, limits } from '../testing/catalogue.ts';
import { catalogue, ids, names, shelf } from '../testing/shop.ts';

describe('rules', () => {
  const shoe = [event('view_item', 'shoe')];

  it.each([
    [{ category: 'shoes' }, ['boot', 'sandal']],
    [{ category: ['hats', 'laces'] }, ['lace', 'hat']],
    [{ minPrice: 15, maxPrice: 25 }, ['boot']],
    [{ brand: 'none' }, []],
  ])('filter %j leaves %j', async (filters, expected) => {
    expect(names(await shelf('recommended-for-you', shoe, { filters }))).toEqual(expected);
  });

  it('fill the places of excluded items, and take included items only', async () => {
    const one = { limit: 1 };
    expect(
      names(await shelf('related-products', [], { ...one, excluded: new Set([1]) }, { objectIDs: ['shoe'] })),
    ).toEqual(['sandal']);
    expect(
      names(await shelf('related-products', [], { included: new Set([2, 5]) }, { objectIDs: ['shoe'] })),
    ).toEqual(['sandal']);
  });

  it('leave out items that are out of stock, unless inStock is false', async () => {
    expect(names(await shelf('related-products', [], {}, { objectIDs: ['hat'] }))).not.toContain('cap');
    const all = { filters: { inStock: false } };
    expect(names(await shelf('related-products', [], all, { objectIDs: ['hat'] }))[0]).toBe('cap');
  });

  it('boost and bury, and give that as a reason', async () => {
    const boosted = await shelf(
      'related-products',
      [],
      { rules: { boost: [{ filters: { category: 'laces' }, by: 2 }] } },
      { objectIDs: ['shoe'] },
    );
    expect(boosted[0]).toMatchObject({ id: 'lace', reasons: [{ event: 'boost' }] });
    const buried = await shelf(
      'related-products',
      [],
      { rules: { bury: [{ objectIDs: ['boot'], by: 0.5 }] } },
      { objectIDs: ['shoe'] },
    );
    expect(names(buried)[0]).toBe('sandal');
  });

  it('keep to the shares of the interests with calibration', async () => {
    const history = [event('view_item', 'hat'), event('view_item', 'shoe')];
    const bury = [{ filters: { category: 'hats' }, by: 0.15 }];
    const kinds = async (calibration: number) => {
      const list = await shelf('recommended-for-you', history, {
        rules: { calibration, bury },
        filters: { inStock: false },
        limit: 2,
      });
      return list.map(({ id }) => catalogue.items[ids.indexOf(id)]!.category);
    };
    expect(await kinds(0)).not.toContain('hats');
    expect(await kinds(1)).toContain('hats');
  });

  it('pin an item to its position, whatever its score', async () => {
    const rules = { pin: [{ objectID: 'lace', position: 1 }] };
    const list = names(await shelf('related-products', [], { rules, limit: 2 }, { objectIDs: ['sandal'] }));
    expect(list).toEqual(['lace', 'boot']);
  });

  it('show one variant of a group, and fill the next place with another product', async () => {
    const shoes = Array.from({ length: 300 }, (_, i) => ({
      id: `v${i}`,
      title: 'Variant',
      vector: [1, 0, i / 3000, 0],
      group: 'same',
    }));
    const many = catalogueOf([
      ...shoes,
      { id: 'other', title: 'Other', vector: [0.5, 0.5, 0, 0.7] },
      { id: 'sock', title: 'Sock', vector: [1, 0, 0, 0.1] },
    ]);
    const visit = { catalogue: many, scorer: createJsScorer(many.rows), events: [], now: 0 };
    const request = { model: 'related-products', objectIDs: ['sock'] } as const;
    const rows = (await recommend(visit, request, limits({ limit: 2 }))).ranked.map(({ row }) => row);
    expect(rows).toHaveLength(2);
    expect(rows[1]).toBe(300);
    // No other colour of a product is related to it.
    const ofOne = await recommend(visit, { ...request, objectIDs: ['v7'] }, limits());
    expect(ofOne.ranked.map(({ row }) => row)).toEqual([301, 300]);
  });
});
