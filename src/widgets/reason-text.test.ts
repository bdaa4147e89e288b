import { expect, it } from 'vitest';
import type { Reason } from '../types.ts';
import { reasonText } from './reason-text.ts';
import { de } from './strings/de.ts';
import { en } from './strings/en.ts';

const TITLES = new Map([
  ['lamp', 'Desk lamp'],
  ['desk', 'Oak desk'],
]);
const text = (...reasons: Reason[]) => reasonText(reasons, en, TITLES);

it('puts the largest reason first', () => {
  expect(
    text(
      { event: 'view_item', objectID: 'lamp', share: 0.3 },
      { event: 'purchase', objectID: 'desk', share: 0.7 },
    ),
  ).toEqual(['Because you bought “Oak desk”', 'Because you looked at “Desk lamp”']);
});

it('prefers the title that a reason carries to the title of its id', () => {
  expect(text({ event: 'like', objectID: 'lamp', title: 'Floor lamp', share: 1 })).toEqual([
    'Because you liked “Floor lamp”',
  ]);
});

it('speaks of another product if the title is unknown', () => {
  expect(text({ event: 'add_to_cart', objectID: 'sold-out', share: 1 })).toEqual([
    'Because you put another product in your cart',
  ]);
});

it('fills in a title as it is, whatever it looks like', () => {
  expect(text({ event: 'view_item', title: '{item} $& $1 <b>', share: 1 })).toEqual([
    'Because you looked at “{item} $& $1 <b>”',
  ]);
});

it('says a sentence once, and at most three sentences', () => {
  const sentences = text(
    { event: 'view_item', objectID: 'lamp', share: 0.3 },
    { event: 'dwell', objectID: 'lamp', share: 0.25 },
    { event: 'trend', share: 0.2 },
    { event: 'popularity', share: 0.15 },
    { event: 'seed', objectID: 'desk', share: 0.1 },
  );
  expect(sentences).toEqual([
    'Because you looked at “Desk lamp”',
    'Selling well in this shop now',
    'Popular in this shop',
  ]);
});

it('gives a general sentence for a reason without one of its own', () => {
  const unknown = { event: 'from-a-newer-engine', share: 1 } as unknown as Reason;
  expect(text({ event: 'boost', share: 1 })).toEqual(['Suits your visit']);
  expect(text({ event: 'hide', objectID: 'lamp', share: 1 })).toEqual(['Suits your visit']);
  expect(text(unknown)).toEqual(['Suits your visit']);
});

it('quotes a title as the language does', () => {
  expect(reasonText([{ event: 'purchase', objectID: 'desk', share: 1 }], de, TITLES)).toEqual([
    'Weil Sie „Oak desk“ gekauft haben',
  ]);
});

it('gives no sentence without a reason', () => {
  expect(text()).toEqual([]);
});
