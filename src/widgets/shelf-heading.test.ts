import { expect, it } from 'vitest';
import type { Shelf } from '../types.ts';
import { en } from './strings/en.ts';
import { shelfHeading } from './shelf-heading.ts';

const filledBy = (model: Shelf['model'], personal = true, title?: string) => ({
  ...(model && { model }),
  personal,
  items: [
    {
      objectID: 'a',
      title: 'A',
      _score: 1,
      reasons: [
        { event: 'view_item' as const, objectID: 'x', share: 1, ...(title !== undefined && { title }) },
      ],
    },
  ],
});

it.each([
  [
    'the model’s own',
    filledBy('recommended-for-you'),
    { model: 'recommended-for-you', heading: null },
    'For you',
  ],
  ['the shop’s own', filledBy('buy-again'), { model: 'buy-again', heading: 'Once more' }, 'Once more'],
  [
    'that of the fallback, not the shop’s',
    filledBy('trending-items'),
    { model: 'bought-together', heading: 'Goes with it' },
    'Trending now',
  ],
  [
    'true if nothing is known',
    filledBy('recommended-for-you', false),
    { model: 'recommended-for-you', heading: null },
    'Popular in this shop',
  ],
  [
    'true if a fallback knows nothing',
    filledBy('recommended-for-you', false),
    { model: 'bought-together', heading: 'Goes with it' },
    'Popular in this shop',
  ],
  [
    'with the item',
    filledBy('because-you-viewed', true, 'Oak desk'),
    { model: 'because-you-viewed', heading: null },
    'Because you looked at “Oak desk”',
  ],
  [
    'general without its title',
    filledBy('because-you-viewed'),
    { model: 'because-you-viewed', heading: null },
    'Like what you looked at',
  ],
  [
    'with the category, the last of its path',
    filledBy('trending-items'),
    { model: 'trending-items', heading: null, facetName: 'category', facetValue: 'Clothing > Shoes' },
    'Trending in Shoes',
  ],
  [
    'with the brand',
    filledBy('trending-items'),
    { model: 'trending-items', heading: null, facetName: 'brand', facetValue: 'Acme > Co' },
    'Trending from Acme > Co',
  ],
  [
    'with the category, if what trends there stands in',
    filledBy('trending-items'),
    { model: 'bought-together', heading: null, facetName: 'category', facetValue: 'Shoes' },
    'Trending in Shoes',
  ],
  [
    'that of another model without the category',
    filledBy('recently-viewed'),
    { model: 'recently-viewed', heading: null, facetName: 'category', facetValue: 'Shoes' },
    'Recently viewed',
  ],
] as const)('is %s', (_, shelf, asked, heading) => {
  expect(shelfHeading(shelf, asked, en)).toBe(heading);
});
