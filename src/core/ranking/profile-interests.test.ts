import { describe, expect, it } from 'vitest';
import { profileInterests } from './profile-interests.ts';
import { catalogueOf, event } from '../testing/catalogue.ts';

const catalogue = catalogueOf([
  { id: 'shoe', title: 'Shoe', vector: [1, 0, 0, 0] },
  { id: 'boot', title: 'Boot', vector: [0.96, 0, 0.28, 0] },
  { id: 'hat', title: 'Hat', vector: [0, 1, 0, 0] },
]);
const history = [event('view_item', 'shoe'), event('view_item', 'boot'), event('purchase', 'hat')];

describe('profileInterests', () => {
  it('groups similar items, the strongest interest first, with shares that add up to 1', () => {
    const found = profileInterests(catalogue, history, 0);
    expect(found.map(({ objectIDs }) => [...objectIDs].sort())).toEqual([['hat'], ['boot', 'shoe']]);
    expect(found.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
    expect(found.every(({ muted }) => !muted)).toBe(true);
  });

  it('shows a muted interest last, without a share, so that it can be unmuted', () => {
    const found = profileInterests(catalogue, [...history, event('mute', 'hat')], 0);
    expect(found.map(({ objectIDs, muted }) => [objectIDs[0], muted])).toEqual([
      ['boot', false],
      ['hat', true],
    ]);
    expect(found.map(({ share }) => share)).toEqual([1, 0]);
  });

  it('is empty without a history', () => {
    expect(profileInterests(catalogue, [], 0)).toEqual([]);
  });

  it('names each item once, and none that only counts against an interest', () => {
    const events = [
      event('view_item', 'shoe'),
      event('like', 'shoe'),
      event('dislike', 'boot'),
      event('like', 'hat'),
    ];
    const found = profileInterests(catalogue, events, 0);
    expect(found.map(({ objectIDs }) => objectIDs)).toEqual([['hat'], ['shoe']].sort());
  });

  it('gives each interest its share of the taste', () => {
    const [first, second] = profileInterests(
      catalogue,
      [event('like', 'hat'), event('view_item', 'shoe')],
      0,
    );
    // The like counts 3, and half of it since a view came after.
    expect([first, second].map((one) => [one!.objectIDs[0], one!.share])).toEqual([
      ['hat', 0.6],
      ['shoe', 0.4],
    ]);
  });

  it('shows an item that the pack lacks by the page’s id', () => {
    const unknownItems = new Map([['far', Float32Array.of(0, 0, 0, 1)]]);
    const events = [event('view_item', 'far'), event('view_item', 'farther')];
    expect(profileInterests({ ...catalogue, unknownItems }, events, 0)).toMatchObject([
      { objectIDs: ['far'], share: 1, muted: false, categories: [] },
    ]);
    expect(
      profileInterests({ ...catalogue, unknownItems }, [...events, event('mute', 'far')], 0),
    ).toMatchObject([{ objectIDs: ['far'], share: 0, muted: true }]);
  });

  it('says what an interest comes from, and of which categories, largest share first', () => {
    const shop = catalogueOf([
      { id: 'shoe', title: 'Shoe', category: 'Shoes', vector: [1, 0, 0, 0] },
      { id: 'boot', title: 'Boot', category: 'Shoes > Boots', vector: [0.96, 0, 0.28, 0] },
    ]);
    const events = [event('view_item', 'shoe'), event('dislike', 'shoe'), event('purchase', 'boot')];
    expect(profileInterests(shop, events, 0)).toMatchObject([
      {
        categories: ['Shoes > Boots', 'Shoes'],
        from: [
          { event: 'purchase', objectID: 'boot', share: 4 / (4 + 1 / 3) },
          { event: 'view_item', objectID: 'shoe', share: 1 / 3 / (4 + 1 / 3) },
        ],
      },
    ]);
  });

  it('shows what was turned down by itself, with a quarter of its share, until it is turned up again', () => {
    const events = [event('view_item', 'shoe'), event('view_item', 'hat'), event('less', 'hat')];
    const found = profileInterests(catalogue, events, 0);
    // The first view counts 1/2; the last counts 1, and a quarter of it once turned down.
    expect(found.map(({ objectIDs, less, muted, share }) => [objectIDs[0], less, muted, share])).toEqual([
      ['shoe', false, false, 2 / 3],
      ['hat', true, false, 1 / 3],
    ]);
    const again = profileInterests(catalogue, [...events, event('unmute', 'hat')], 0);
    expect(again.map(({ objectIDs, less }) => [objectIDs[0], less])).toEqual([
      ['hat', false],
      ['shoe', false],
    ]);
  });

  it('takes the last word on an item', () => {
    const of = (...names: ('mute' | 'less' | 'unmute')[]) => {
      const events = [event('view_item', 'hat'), ...names.map((name) => event(name, 'hat'))];
      const [{ less, muted } = {}] = profileInterests(catalogue, events, 0);
      return less ? 'less' : muted ? 'mute' : 'unmute';
    };
    expect([of('mute', 'less'), of('less', 'mute'), of('less', 'unmute')]).toEqual([
      'less',
      'mute',
      'unmute',
    ]);
  });
});
