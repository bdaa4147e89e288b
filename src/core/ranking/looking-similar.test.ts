import { expect, it } from 'vitest';
import { recommend } from './recommend.ts';
import { rankByImage } from './looking-similar.ts';
import type { ImageVectors } from './visit.ts';
import { createJsScorer } from '../vectors/score.ts';
import { catalogueOf, event, limits } from '../testing/catalogue.ts';
import { catalogue, ids, scorer } from '../testing/shop.ts';

// Images of all but the boot and the lace; what looks alike is not what its text says: the sandal looks like the hat.
const shown = [
  { id: 'shoe', title: 'Shoe', group: 'shoe', vector: [1, 0, 0, 0] },
  { id: 'sandal', title: 'Sandal', group: 'sandal', vector: [0, 0.96, 0.28, 0] },
  { id: 'hat', title: 'Hat', price: 30, vector: [0, 1, 0, 0] },
  { id: 'cap', title: 'Cap', availability: 'out_of_stock' as const, vector: [0, 0.8, 0.6, 0] },
];
const block = catalogueOf(shown);
const images: ImageVectors = {
  catalogue: block,
  scorer: createJsScorer(block.rows),
  rows: Uint32Array.from(shown, ({ id }) => ids.indexOf(id)),
};

async function looks(objectIDs?: string[], events = [event('view_item', 'hat')], given = {}) {
  const visit = { catalogue, scorer, images, events, now: 0 };
  const { ranked } = await recommend(
    visit,
    { model: 'looking-similar', ...(objectIDs && { objectIDs }) },
    limits(given),
  );
  return ranked.map(({ row, score, reasons }) => ({ id: ids[row], score, reasons }));
}

it('shows what looks like the items that are named, in rows of the pack, and says why', async () => {
  const [first, ...rest] = await looks(['hat']);
  expect(first).toMatchObject({ id: 'sandal', reasons: [{ event: 'seed', objectID: 'hat', share: 1 }] });
  expect(first!.score).toBeCloseTo(0.96, 2);
  expect(rest).toEqual([]); // a shoe is square to it, a cap out of stock, boot and lace have no image
});

it('takes the last viewed item that has an image, if none is named', async () => {
  const viewed = [event('view_item', 'hat'), event('view_item', 'boot')];
  expect(await looks(undefined, viewed)).toMatchObject([
    { id: 'sandal', reasons: [{ event: 'view_item', objectID: 'hat' }] },
  ]);
  expect(await looks(undefined, [...viewed, event('mute', 'hat')])).toEqual([]);
  expect(await looks(undefined, [])).toEqual([]);
});

it('counts each item with an image, and those only', async () => {
  const all = { threshold: -1, filters: { inStock: false } };
  const names = async (...named: string[]) => (await looks(named, [], all)).map(({ id }) => id);
  expect((await names('shoe')).sort()).toEqual(['cap', 'hat', 'sandal']);
  expect((await names('shoe', 'boot', 'unknown')).sort()).toEqual(['cap', 'hat', 'sandal']);
  expect(await looks(['unknown'], [], all)).toEqual([]);
});

it('takes all items of the last view or click, without muted ones and those that nobody knows', async () => {
  const both = [event('view_item', 'shoe'), event('select_item', ['unknown', 'cap', 'hat'])];
  const [first] = await looks(undefined, both);
  expect(first).toMatchObject({ id: 'sandal' });
  expect(new Set(first!.reasons.map(({ event: what, objectID }) => `${what} ${objectID}`))).toEqual(
    new Set(['select_item cap', 'select_item hat']),
  );
  const muted = await looks(undefined, [...both, event('mute', 'cap')]);
  expect(muted[0]!.reasons).toEqual([{ event: 'select_item', objectID: 'hat', share: 1 }]);
  expect(await looks(undefined, [event('view_item_list', 'hat'), event('like', 'hat')])).toEqual([]);
});

it('is empty for items without an image, so that the fallback shows', async () => {
  expect(await looks(['boot'])).toEqual([]);
  const visit = { catalogue, scorer, images, events: [], now: 0 };
  const request = { model: 'looking-similar', objectIDs: ['boot'], fallback: 'trending-items' } as const;
  expect((await recommend(visit, request, limits())).ranked.map(({ row }) => ids[row])).toEqual(['hat']);
});

it('leaves out excluded and disliked items', async () => {
  const excluded = new Set([ids.indexOf('sandal')]);
  expect(await looks(['hat'], [], { excluded })).toEqual([]);
  expect(await looks(['hat'], [event('dislike', 'sandal')])).toEqual([]);
  const inStock = {
    filters: { inStock: false },
    included: new Set([ids.indexOf('cap'), ids.indexOf('lace')]),
  };
  expect(await looks(['hat'], [], inStock)).toMatchObject([{ id: 'cap' }]);
});

it('finds items by the vector of an image, and refuses a vector of another length', async () => {
  const wanted = limits({ threshold: -Infinity, limit: 2 });
  const found = await rankByImage({ catalogue, images }, Float32Array.of(0.1, 0.9, 0, 0), wanted);
  expect(found.map(({ row }) => ids[row])).toEqual(['hat', 'sandal']);
  expect(found[0]!.reasons).toEqual([{ event: 'query', share: 1 }]);
  await expect(rankByImage({ catalogue, images }, new Float32Array(8), wanted)).rejects.toMatchObject({
    code: 'model-load',
  });
});
