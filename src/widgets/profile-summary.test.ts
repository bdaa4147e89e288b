import { expect, it } from 'vitest';
import type { EventName, Profile, ShopperEvent } from '../types.ts';
import { profileSummary } from './profile-summary.ts';

const event = (name: EventName, ...ids: string[]): ShopperEvent => ({ name, ids, at: 0 });
const profile = (events: readonly ShopperEvent[], kept: Profile['kept'] = 'memory') =>
  ({ events, kept }) as Profile;
const titles = new Map(['a', 'b', 'c', 'd', 'e', 'f'].map((id) => [id, `Title ${id}`]));

it('counts events by kind, the most frequent kind first', () => {
  const { counts } = profileSummary(
    profile([
      event('purchase', 'a'),
      event('view_item', 'a'),
      event('dwell', 'a'),
      event('select_item', 'b'),
      event('add_to_cart', 'a'),
      event('remove_from_cart', 'a'),
    ]),
    titles,
  );
  expect(counts).toEqual([
    ['view', 3],
    ['cart', 2],
    ['purchase', 1],
  ]);
});

it('leaves out lists that the shop showed, because the shopper did nothing', () => {
  expect(profileSummary(profile([event('view_item_list', 'a', 'b')]), titles).counts).toEqual([]);
});

it('lists the items viewed by title, the latest first and each once', () => {
  const events = [
    event('view_item', 'a'),
    event('view_item', 'b'),
    event('purchase', 'c'),
    event('view_item', 'a'),
  ];
  expect(profileSummary(profile(events), titles).recent).toEqual(['Title a', 'Title b']);
});

it('leaves out an item whose title is unknown, and lists at most five', () => {
  const events = ['a', 'b', 'unknown', 'c', 'd', 'e', 'f'].map((id) => event('view_item', id));
  expect(profileSummary(profile(events), titles).recent).toEqual([
    'Title f',
    'Title e',
    'Title d',
    'Title c',
    'Title b',
  ]);
});

it('says where the history is kept, and leaves the profile as it was', () => {
  const events = [event('view_item', 'a', 'b')];
  expect(profileSummary(profile(events, 'disk'), titles).kept).toBe('disk');
  expect(events).toEqual([event('view_item', 'a', 'b')]);
});
