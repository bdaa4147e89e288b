import fc from 'fast-check';
import { expect, it } from 'vitest';
import { batchesOf } from './batch.ts';

it('batches texts by length, the longest first, and pads on the right', () => {
  const [batch] = batchesOf([[7, 8], [], [7, 8, 9]], 9, 5);
  expect(batch).toMatchObject({ order: [2, 0, 1], rows: 3, columns: 3 });
  expect([...batch!.ids].map(Number)).toEqual([7, 8, 9, 7, 8, 5, 5, 5, 5]);
  expect([...batch!.mask].map(Number)).toEqual([1, 1, 1, 1, 1, 0, 0, 0, 0]);
});

it('gives each text a place in one batch, and no batch more tokens than it may have', () => {
  const tokens = fc.array(fc.array(fc.nat(9), { maxLength: 12 }), { maxLength: 30 });
  fc.assert(
    fc.property(tokens, fc.integer({ min: 1, max: 40 }), (texts, maxTokens) => {
      const batches = batchesOf(texts, maxTokens, 0);
      const placed = batches.flatMap(({ order }) => order);
      expect([...placed].sort((a, b) => a - b)).toEqual([...texts.keys()]);
      for (const { order, rows, columns, ids, mask } of batches) {
        expect(rows === 1 || rows * columns <= maxTokens).toBe(true);
        order.forEach((text, row) => {
          const [from, length] = [row * columns, texts[text]!.length];
          expect([...ids.subarray(from, from + length)].map(Number)).toEqual(texts[text]);
          expect([...mask.subarray(from, from + columns)].map(Number)).toEqual(
            Array.from({ length: columns }, (_, i) => (i < length ? 1 : 0)),
          );
        });
      }
    }),
  );
});
