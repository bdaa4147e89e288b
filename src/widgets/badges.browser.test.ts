import { afterEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { Recommender, Shelf, ShelfItem } from '../types.ts';
import './define.ts';
import { badgesOf } from './badges.ts';
import { BADGE_NAMES } from './badge-names.ts';
import { loadLanguages } from './language.ts';
import { en } from './strings/en.ts';

const NOW = Date.UTC(2026, 10, 27);
const item = (fields: Partial<ShelfItem> = {}): ShelfItem => ({
  objectID: 'a',
  title: 'Mug',
  _score: 1,
  reasons: [],
  ...fields,
});
const textsOf = (fields: Partial<ShelfItem>, tag = 'en', names = BADGE_NAMES as readonly string[]) =>
  badgesOf(item(fields), names as typeof BADGE_NAMES, { tag, strings: en }, NOW).flatMap((element) =>
    [...element.querySelectorAll('.badge')].map(({ textContent }) => textContent),
  );

afterEach(() => {
  document.body.innerHTML = '';
  document.documentElement.lang = '';
});

describe('the badges of an item', () => {
  it.each([
    ['a reduction in whole percent, rounded down', { price: 30, salePrice: 20.2 }, ['32% off']],
    ['no reduction of less than one percent', { price: 100, salePrice: 99.5 }, []],
    ['that it is new', { newUntil: NOW + 1 }, ['New']],
    ['not that it was new', { newUntil: NOW }, []],
    ['how many are left', { stock: 2 }, ['Only 2 left']],
    ['that few are left, if no number is known', { lowStock: true }, ['Low stock']],
    ['nothing of a stock that is sold out', { stock: 1, availability: 'out_of_stock' as const }, []],
    ['the shop’s labels as they are', { labels: ['Bio', '<b>'] }, ['Bio', '<b>']],
    [
      '“New” once, if the shop labels it so too',
      { newUntil: NOW + 1, labels: ['NEW', 'Bio'] },
      ['New', 'Bio'],
    ],
    ['the number of colours, else of variants', { variants: 6, colours: 3 }, ['3 colours']],
    ['the number of variants', { variants: 6 }, ['6 options']],
    ['nothing, if there is nothing to tell', { price: 3, variants: 1 }, []],
    [
      'what matters most first, and not more than fits',
      { price: 2, salePrice: 1, stock: 1, newUntil: NOW + 1, labels: ['A', 'B'] },
      ['50% off', 'Only 1 left', 'New'],
    ],
  ])('tell %s', (_, fields, texts) => {
    expect(textsOf(fields)).toEqual(texts);
  });

  it.each([
    ['de', ['50 % günstiger', 'Nur noch 2 da', 'Neu', '3 Farben']],
    ['fr', ['50 % de réduction', 'Plus que 2 en stock', 'Nouveau', '3 couleurs']],
    ['es', ['50 % menos', 'Solo 2 en stock', 'Novedad', '3 colores']],
    ['zh', ['优惠 50%', '仅剩 2 件', '新品', '3 种颜色']],
  ])('are written in %s', (tag, texts) => {
    const all = { price: 2, salePrice: 1, stock: 2, newUntil: NOW + 1, colours: 3 };
    expect(textsOf(all, tag).map((text) => text.replace(/\u202f|\u00a0/g, ' '))).toEqual(texts);
  });

  it('are those that the shop names', () => {
    const all = { price: 2, salePrice: 1, stock: 2, newUntil: NOW + 1, labels: ['Bio'], colours: 3 };
    expect(textsOf(all, 'en', ['labels', 'variants'])).toEqual(['Bio', '3 colours']);
    expect(textsOf(all, 'en', ['none'])).toEqual([]);
  });
});

describe('a shelf with badges', () => {
  async function mount(html: string, items: readonly ShelfItem[]) {
    document.body.innerHTML = html;
    await customElements.whenDefined('vitrine-shelf');
    const shelf = document.querySelector('vitrine-shelf')!;
    const answer: Shelf = { queryID: 'q', backend: 'js', images: 'none', personal: false, items, ms: 0 };
    shelf.recommender = {
      recommend: () => Promise.resolve(answer),
      on: () => () => undefined,
      images: () => Promise.resolve({ mode: 'none', images: new Map() }),
    } as unknown as Recommender;
    const badges = () => [...shelf.shadowRoot!.querySelectorAll<HTMLElement>('.badge')];
    return { shelf, badges, texts: () => badges().map(({ textContent }) => textContent) };
  }
  const badged = item({
    price: 1299.5,
    salePrice: 1000,
    currency: 'EUR',
    stock: 2,
    labels: ['A label that is rather long'],
    variants: 12,
  });

  it('moves nothing on its cards when they come, and cuts what does not fit on a small screen', async () => {
    await page.viewport(320, 568);
    const { shelf, badges } = await mount('<vitrine-shelf actions="wishlist"></vitrine-shelf>', [badged]);
    const title = () => shelf.shadowRoot!.querySelector('.title')?.getBoundingClientRect().top;
    await vi.waitFor(() => {
      expect(title()).toBeGreaterThan(0);
    });
    const before = title();
    await vi.waitFor(() => {
      expect(badges()).toHaveLength(4);
    });
    expect(title()).toBe(before);
    const card = shelf.shadowRoot!.querySelector('.card')!.getBoundingClientRect();
    const heart = shelf.shadowRoot!.querySelector('[part=add-to-wishlist]')!.getBoundingClientRect();
    const image = shelf.shadowRoot!.querySelector('.image')!.getBoundingClientRect();
    for (const badge of badges()) {
      const { left, right, top, bottom } = badge.getBoundingClientRect();
      expect(left).toBeGreaterThanOrEqual(card.left);
      expect(right).toBeLessThanOrEqual(card.right);
      expect(top).toBeGreaterThanOrEqual(image.top);
      expect(bottom).toBeLessThanOrEqual(image.bottom);
      expect(right <= heart.left || top >= heart.bottom).toBe(true);
    }
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
  });

  it('shows those that its attribute names, also in the language of the page', async () => {
    document.documentElement.lang = 'de';
    await loadLanguages(document);
    const { texts } = await mount('<vitrine-shelf badges="low-stock, variants"></vitrine-shelf>', [badged]);
    await vi.waitFor(() => {
      expect(texts()).toEqual(['Nur noch 2 da', '12 Varianten']);
    });
  });

  it('has an accessible text that names the product first', async () => {
    const { shelf, badges } = await mount('<vitrine-shelf></vitrine-shelf>', [
      item({ ...badged, url: '/mug' }),
    ]);
    await vi.waitFor(() => {
      expect(badges()).toHaveLength(4);
    });
    const link = shelf.shadowRoot!.querySelector('a.link')!;
    expect(link.textContent).toMatch(/Mug.*23% off.*Only 2 left.*12 options$/);
  });

  it('does not name a brand twice', async () => {
    const given = [
      item({ title: 'ZAGG - Shield', brand: 'Zagg', category: 'Phones' }),
      item({ objectID: 'b', title: 'Shield', brand: 'Zagg' }),
      item({ objectID: 'c', title: 'Zagg Shield', brand: 'Zagg' }),
    ];
    const { shelf } = await mount('<vitrine-shelf></vitrine-shelf>', given);
    await vi.waitFor(() => {
      const brands = [...shelf.shadowRoot!.querySelectorAll('.brand')];
      expect(brands.map(({ textContent }) => textContent)).toEqual(['Phones', 'Zagg', '']);
    });
  });
});
