import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { emojiFile } from '../prepare/emoji-file.ts';
import { products } from './index.ts';

it('every product has an id of its own, a price, themes, and an image in the package', () => {
  expect(new Set(products.map(({ id }) => id)).size).toBe(products.length);
  const wrong = products.filter(
    ({ price, themes, description, emoji }) =>
      !(price > 0) || themes.includes('') || description === '' || !existsSync(emojiFile(emoji)),
  );
  expect(wrong).toEqual([]);
});

it('no two products look the same, but for what is told apart by its hue', () => {
  const looks = products.map(({ emoji, turn }) => `${emoji} ${turn}`);
  expect(looks.filter((look, i) => looks.indexOf(look) !== i)).toEqual([]);
});
