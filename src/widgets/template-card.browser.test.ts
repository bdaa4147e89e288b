import { expect, it } from 'vitest';
import type { ImagesMode, Recommender, ShelfItem } from '../types.ts';
import type { ImageSource } from './item-image.ts';
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

const REMOTE: ImageSource = { mode: 'remote', recommender: undefined };

/** Fills a template for an item, and gives the element that it holds. */
function fill(
  html: string,
  fields: Partial<ShelfItem> = {},
  { language = 'en', images = REMOTE }: { language?: string; images?: ImageSource } = {},
): HTMLElement {
  const template = document.createElement('template');
  template.innerHTML = html;
  return templateCard(template, { ...ITEM, ...fields }, language, images).firstElementChild as HTMLElement;
}

it('takes a field as text, never as markup', () => {
  const element = fill('<p data-text="title">Placeholder</p>');
  expect(element.textContent).toBe('Desk <b>lamp</b>');
  expect(element.childElementCount).toBe(0);
});

it('writes the price as the language does', () => {
  expect(fill('<p data-text="price"></p>', {}, { language: 'de' }).textContent).toMatch(/^20,00\s€$/);
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
  const [link, image] = [...templateCard(template, bare, 'en', REMOTE).children] as HTMLElement[];
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
  templateCard(template, ITEM, 'en', REMOTE);
  expect(template.innerHTML).toBe('<p data-text="title"></p>');
});

function recommenderWith(mode: ImagesMode, images: ReadonlyMap<string, Blob>): Recommender {
  return { images: () => Promise.resolve({ mode, images }) } as unknown as Recommender;
}

it('tells the host of an image no referrer', () => {
  const image = fill('<img data-src="image">') as HTMLImageElement;
  expect(image.referrerPolicy).toBe('no-referrer');
});

it.each(['none', 'pack', 'mixed', 'blurred'] as const)(
  'has the browser load no address in the mode %s',
  async (mode) => {
    const images: ImageSource = { mode, recommender: recommenderWith(mode, new Map()) };
    const card = fill(
      '<a><img data-src="image"><img data-src="url"><video data-src="image"></video></a>',
      {},
      { images },
    );
    document.body.append(card);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(card.querySelectorAll('[src]')).toHaveLength(0);
    card.remove();
  },
);

it('puts a canvas with the same class and name in the place of an image', async () => {
  const square = new OffscreenCanvas(8, 6);
  square.getContext('2d')!.fillRect(0, 0, 8, 6);
  const blob = await square.convertToBlob({ type: 'image/webp' });
  const images: ImageSource = {
    mode: 'pack',
    recommender: recommenderWith('pack', new Map([['lamp', blob]])),
  };
  const card = fill('<a><img class="shot" data-src="image" data-alt="title"></a>', {}, { images });
  document.body.append(card);
  await expect.poll(() => card.querySelector('canvas')?.width).toBe(8);
  const canvas = card.querySelector('canvas')!;
  expect([canvas.height, canvas.className, canvas.getAttribute('aria-label')]).toEqual([
    6,
    'shot',
    ITEM.title,
  ]);
  expect(card.querySelector('img')).toBeNull();
  card.remove();
});
