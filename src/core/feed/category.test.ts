import { expect, it } from 'vitest';
import { categoryPath, isCategory } from './category.ts';

it.each([
  ['Shoes > Boots', 'Shoes > Boots'],
  ['Shoes>Boots', 'Shoes > Boots'],
  ['Shoes » Boots › Winter', 'Shoes > Boots > Winter'],
  ['Shoes | Boots', 'Shoes > Boots'],
  ['Shoes::Boots', 'Shoes > Boots'],
  ['Shoes -> Boots', 'Shoes > Boots'],
  ['Shoes / Boots', 'Shoes > Boots'],
  ['Shoes --> Boots', 'Shoes > Boots'],
  ['T-Shirts/Tops', 'T-Shirts/Tops'],
  ['> Shoes >> Boots >', 'Shoes > Boots'],
  ['Shoes > Boots; Sale', 'Shoes > Boots'],
  ['; Sale', 'Sale'],
  ['Shoes||Sale', 'Shoes'],
  ['Shoes\nSale', 'Shoes'],
  ['Default Category/Shoes,Default Category/Shoes/Boots,Default Category/Sale', 'Shoes > Boots'],
  ['root catalog/Shoes', 'Shoes'],
  ['', ''],
])('the category %j is %j', (text, path) => {
  expect(categoryPath(text)).toBe(path);
});

it('a number and a word of the shop’s software are no categories', () => {
  expect(['166', 'simple', 'Simple, Virtual', 'shoes,variable'].filter(isCategory)).toEqual([]);
  expect(['Shoes', '166 Shoes', 'Simple shoes'].filter(isCategory)).toHaveLength(3);
});
