import { expect, it } from 'vitest';
import { fileCount } from '../../pack/add-thumbnails.ts';
import { guessedRight, toldByFile } from './told.ts';

const catalogue = (count: number, kinds: number) =>
  Array.from({ length: count }, (_, i) => ({ id: `sku-${i}`, kind: `kind ${i % kinds}` }));

it('one file for all items tells nothing, and a file for each tells all', () => {
  const items = catalogue(64, 8);
  expect(toldByFile(items, 1)).toEqual({ itemBits: 0, kindBits: 0, allKindBits: 3 });
  const apart = toldByFile(items, 2 ** 24); // so many that no two items share one
  expect(apart.itemBits).toBeCloseTo(6, 10);
  expect(apart.kindBits).toBeCloseTo(3, 10);
});

it('a file of a hundred items or more tells little of a kind', () => {
  const items = catalogue(6400, 20);
  const { itemBits, kindBits, allKindBits } = toldByFile(items, fileCount('mixed', items.length));
  expect(itemBits).toBeGreaterThan(5.9); // 64 files: log2(64) = 6
  // By chance alone, two independent variables have (kinds - 1) * (files - 1) / (2 * items * ln 2) bits in common.
  expect(kindBits).toBeGreaterThan(0.05);
  expect(kindBits).toBeLessThan(0.2);
  expect(allKindBits).toBeCloseTo(Math.log2(20), 10);
});

it('many files of one kind tell it, so that a long visit is no secret', () => {
  const items = catalogue(6400, 20);
  const files = fileCount('mixed', items.length);
  const after = (shown: number) => guessedRight(items, files, { shown, visits: 400, seed: 1 });
  const [one, eight, many] = [after(1), after(8), after(64)];
  expect(one).toBeLessThan(0.2);
  expect(eight).toBeGreaterThan(one);
  expect(many).toBeGreaterThan(eight);
  expect(guessedRight(items, 1, { shown: 64, visits: 400, seed: 1 })).toBeLessThan(0.15); // one file: by chance
});
