import { expect, it } from 'vitest';
import { itemText } from './item-text.ts';

it('writes title, category, brand and description, in this order', () => {
  const item = { title: 'Trail boot', category: 'Shoes', brand: 'Acme', description: 'For mud.' };
  expect(itemText(item)).toBe('Trail boot. Shoes. Acme. For mud.');
});

it('leaves out what an item lacks', () => {
  expect(itemText({ title: 'Trail boot' })).toBe('Trail boot');
  expect(itemText({ title: 'Trail boot', category: '', brand: '', description: '' })).toBe('Trail boot');
});

it('names a brand that the title contains once, in upper or lower case', () => {
  expect(itemText({ title: 'ACME trail boot', brand: 'Acme' })).toBe('ACME trail boot');
  expect(itemText({ title: 'Acme trail boot', brand: 'ACME' })).toBe('Acme trail boot');
});

it('takes the first 200 characters of a description', () => {
  const text = itemText({ title: 'Boot', description: 'x'.repeat(200) + 'y' });
  expect(text).toBe(`Boot. ${'x'.repeat(200)}`);
});
