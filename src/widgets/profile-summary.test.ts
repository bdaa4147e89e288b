import { expect, it } from 'vitest';
import type { EventName, ShopperEvent } from '../types.ts';
import { profileSummary } from './profile-summary.ts';

const event = (name: EventName, ...ids: string[]): ShopperEvent => ({ name, ids, at: 0 });

it('counts events by kind, the most frequent kind first', () => {
  const events = [
    event('purchase', 'a'),
    event('view_item', 'a'),
    event('dwell', 'a'),
    event('select_item', 'b'),
    event('add_to_cart', 'a'),
    event('remove_from_cart', 'a'),
  ];
  expect(profileSummary({ events })).toEqual([
    ['view', 3],
    ['cart', 2],
    ['purchase', 1],
  ]);
});

it('leaves out lists that the shop showed, and choices, which the interests show', () => {
  const events = [
    event('view_item_list', 'a', 'b'),
    event('mute', 'a'),
    event('less', 'a'),
    event('unmute', 'a'),
  ];
  expect(profileSummary({ events })).toEqual([]);
});
