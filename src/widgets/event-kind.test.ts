import { expect, it } from 'vitest';
import { eventKind } from './event-kind.ts';

it('tells apart what a shopper tells apart, and no more', () => {
  expect(['view_item', 'select_item', 'dwell'].map(eventKind)).toEqual(['view', 'view', 'view']);
  expect(['add_to_cart', 'remove_from_cart'].map(eventKind)).toEqual(['cart', 'cart']);
  expect(['dislike', 'hide', 'mute'].map(eventKind)).toEqual(['hide', 'hide', 'hide']);
});

it.each(['popularity', 'refund', 'toString', ''])(
  'gives undefined for "%s", which is not an event',
  (name) => {
    expect(eventKind(name)).toBeUndefined();
  },
);
