import { expect, it } from 'vitest';
import type { ShelfItem } from '../types.ts';
import { templateCard } from './template-card.ts';

const ITEM: ShelfItem = {
  objectID: 'lamp',
  title: 'Desk <b>lamp</b>',
  price: 20,
  currency: 'EUR',
  url: '/lamp',
  image: '/lamp.png',
  _score: 1,
  reasons: [],
};

/** Fills a template for an item, and gives the element that it holds. */
function fill(html: string, fields: Partial<ShelfItem> = {}, language = 'en'): HTMLElement {
  const template = document.createElement('template');
  template.innerHTML = html;
  return templateCard(template, { ...ITEM, ...fields }, language).firstElementChild as HTMLElement;
}

it('takes a field as text, never as markup', () => {
  const element = fill('<p data-text="title">Placeholder</p>');
  expect(element.textContent).toBe('Desk <b>lamp</b>');
  expect(element.childElementCount).toBe(0);
});

it('writes the price as the language does', () => {
  expect(fill('<p data-text="price"></p>', {}, 'de').textContent).toMatch(/^20,00\s€$/);
});

it('takes addresses of links and images, and an alternative text', () => {
  const link = fill('<a data-href="url"><img data-src="image" data-alt="title"></a>') as HTMLAnchorElement;
  const image = link.querySelector('img')!;
  expect([link.href, image.src]).toEqual([`${location.origin}/lamp`, `${location.origin}/lamp.png`]);
  expect(image.alt).toBe('Desk <b>lamp</b>');
});

it('hides a text and an image that the item lacks, and keeps a link without its address', () => {
  expect(fill('<p data-text="brand">Placeholder</p>').hidden).toBe(true);
  const bare: ShelfItem = { objectID: 'bare', title: 'Bare', _score: 1, reasons: [] };
  const template = document.createElement('template');
  template.innerHTML = '<a data-href="url">Go</a><img data-src="image">';
  const [link, image] = [...templateCard(template, bare, 'en').children] as HTMLElement[];
  expect([link!.hidden, link!.hasAttribute('href')]).toEqual([false, false]);
  expect([image!.hidden, image!.hasAttribute('src')]).toEqual([true, false]);
});

it('takes no address but http and https', () => {
  const link = fill('<a data-href="url"><img data-src="image"></a>', {
    url: 'javascript:alert(1)',
    image: 'data:image/png,x',
  });
  expect(link.hasAttribute('href')).toBe(false);
  expect(link.querySelector('img')!.hasAttribute('src')).toBe(false);
});

it('leaves the template as it was, for the next card', () => {
  const template = document.createElement('template');
  template.innerHTML = '<p data-text="title"></p>';
  templateCard(template, ITEM, 'en');
  expect(template.innerHTML).toBe('<p data-text="title"></p>');
});
