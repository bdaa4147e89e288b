import { expect, it } from 'vitest';
import { availabilityOf } from './availability.ts';

it.each([
  [
    [
      'in_stock',
      'in stock',
      'InStock',
      'https://schema.org/InStock',
      'true',
      '1',
      'yes',
      '17',
      'IN STOCK',
      'Auf Lager',
      'En stock',
    ],
    'in_stock',
  ],
  [
    [
      'out_of_stock',
      'out of stock',
      'http://schema.org/OutOfStock',
      'false',
      '0',
      'no',
      '-3',
      'sold out',
      'discontinued',
      'nicht verfügbar',
      'épuisé',
      'agotado',
    ],
    'out_of_stock',
  ],
  [['preorder', 'pre-order', 'PreOrder', 'https://schema.org/PreOrder'], 'preorder'],
  [['backorder', 'on backorder', 'onbackorder', 'BackOrder'], 'backorder'],
  [['', 'perhaps', 'see shop', '1e3x', 'constructor'], undefined],
] as const)('reads %j as %s', (texts, expected) => {
  expect(texts.map(availabilityOf)).toEqual(texts.map(() => expected));
});
