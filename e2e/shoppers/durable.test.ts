import { beforeAll, describe, expect, it } from 'vitest';
import { DAY, demoData, did, drawn, mean, openShop, type Shop } from './shop.ts';

const MINUTE = 60_000;
let shop: Shop;
beforeAll(async () => {
  shop = await openShop(await demoData());
}, 240_000);

/** Items of the category among the first eight after three views and a purchase in it, on average. */
async function more(category: string, returns?: number): Promise<number> {
  const parameters = returns === undefined ? {} : { returns };
  const counts: number[] = [];
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const chosen = drawn(shop.of(category), 4, seed);
    const events = [
      ...chosen.slice(0, 3).map((item, i) => did('view_item', item, (9 - i) * MINUTE)),
      did('purchase', chosen[3]!, MINUTE),
    ];
    const list = await shop.shelf('recommended-for-you', events, { parameters });
    counts.push(list.filter((item) => item.category === category).length);
  }
  return mean(counts);
}

describe('after a purchase', () => {
  // Measured: chairs 2.5 of eight, 3.5 without; tables 0.2, 3.5; bookcases 2.0, 5.5; copiers 0, 4.2.
  it.each([
    ['Chairs', 3],
    ['Tables', 1],
    ['Bookcases', 3],
    ['Copiers', 1],
  ])('of %s, few of the next are', async (category, most) => {
    const [now, before] = [await more(category), await more(category, 0)];
    expect(now).toBeLessThanOrEqual(most);
    expect(now).toBeLessThan(before);
  });

  it.each(['Paper', 'Binders'])('of %s, for which buyers come back, the shelf stays', async (category) => {
    expect(await more(category)).toBe(await more(category, 0));
  });
});

it('what is bought again is offered once its usual interval is nearly over', async () => {
  const paper = shop.of('Paper').slice(0, 40);
  const offered = async (days: number) => {
    const lists = await Promise.all(
      paper.map((item) =>
        shop.shelf('buy-again', [
          did('purchase', item, (days + 200) * DAY),
          did('purchase', item, days * DAY),
        ]),
      ),
    );
    return lists.filter((list) => list.length > 0).length;
  };
  expect([await offered(0), await offered(30), await offered(400)]).toEqual([0, 0, 40]);
});
