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
});
