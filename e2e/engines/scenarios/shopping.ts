import { writeFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import sharp from 'sharp';
import { PUSHES } from '../../made-page.ts';
import type { Tab } from '../engine.ts';
import { VIEWPORT } from '../engine.ts';
import { bad, events, eventually, shelves, view, views, type Page } from '../shop.ts';
import type { Scenario } from './scenario.ts';

const CHAIR = 'FUR-CH-10000454';
const TABLE = 'FUR-TA-10000577';
const BODY = `<vitrine-search></vitrine-search>
  <vitrine-shelf model="related-products" object-ids="${CHAIR}" limit="8"></vitrine-shelf>
  <vitrine-shelf model="trending-items" limit="6"></vitrine-shelf>`;

/** What the first browser answered, which the others must answer too. */
const answers = new Map<string, unknown>();
function expectSame(what: string, answer: unknown): void {
  if (!answers.has(what)) answers.set(what, answer);
  expect(answer).toEqual(answers.get(what));
}

async function whenFull(tab: Tab): Promise<string[][]> {
  await eventually(async () => (await shelves(tab)).map(({ length }) => length)).toEqual([8, 6]);
  return shelves(tab);
}

export const SHOPPING: readonly Scenario[] = [
  [
    'shelves are filled, with the same items as in every browser, and one is personal after a view',
    async (shop) => {
      const tab = await shop.open(shop.page('shelves', { body: BODY }));
      expectSame('shelves', await whenFull(tab));
      await view(tab, CHAIR, TABLE);
      const personal = await tab.run(async () => {
        const { items, backend } = await (window as unknown as Page).own.recommend({
          model: 'recommended-for-you',
        });
        return {
          backend,
          items: items.map(({ objectID, reasons }) => [objectID, reasons[0]?.objectID ?? '']),
        };
      });
      expect(personal.backend).toBe('wasm');
      expect(personal.items.filter(([, because]) => [CHAIR, TABLE].includes(because!))).not.toEqual([]);
      expectSame('personal', personal.items);
      expect(await bad(tab)).toEqual([]);
    },
  ],
  [
    'elements look right: cards have a place of their own inside the page, and an image of it is kept',
    async (shop) => {
      const tab = await shop.open(
        shop.page('look', { body: BODY, head: '<link rel="stylesheet" href="/shop.css">' }),
      );
      await whenFull(tab);
      const { cards, overflow, scrolled } = await tab.run(() => ({
        scrolled: [...document.querySelectorAll('vitrine-shelf')].map(
          ({ shadowRoot }) => shadowRoot!.querySelector('ul')!.scrollLeft,
        ),
        overflow: document.documentElement.scrollWidth - innerWidth,
        cards: [...document.querySelectorAll('vitrine-shelf')].flatMap(({ shadowRoot }) =>
          [...shadowRoot!.querySelectorAll('.card')].map((card) => {
            const { x, y, width, height } = card.getBoundingClientRect();
            return { x, y, width, height };
          }),
        ),
      }));
      expect(overflow).toBeLessThanOrEqual(0);
      expect(scrolled).toEqual([0, 0]);
      expect(cards).toHaveLength(14);
      for (const [i, { x, y, width, height }] of cards.entries()) {
        expect(width).toBeGreaterThan(100);
        expect(height).toBeGreaterThan(60);
        for (const other of cards.slice(i + 1))
          expect(
            other.x >= x + width - 1 || other.y >= y + height - 1 || other.x + other.width <= x + 1,
          ).toBe(true);
      }
      const image = await tab.screenshot();
      await writeFile(shop.keptAt('shelves.png'), image);
      const { width, height } = await sharp(image).metadata();
      expect({ width, height }).toEqual(VIEWPORT);
      const { channels } = await sharp(image).stats();
      expect(channels[0]!.stdev).toBeGreaterThan(10); // a blank page has 0
    },
  ],
  [
    'a search finds the same by the text model on wasm as in every browser, also by typing',
    async (shop) => {
      const tab = await shop.open(shop.page('search', { body: BODY }));
      const found = await tab.run(async () => {
        const { items } = await (window as unknown as Page).own.search('something comfortable to sit on', {
          limit: 5,
          meaning: 'wait',
        });
        return items.map(({ objectID }) => objectID);
      });
      expect(found).toHaveLength(5);
      expectSame('search', found);
      await eventually(() =>
        tab.run(() => {
          const input = document.querySelector('vitrine-search')?.shadowRoot?.querySelector('input');
          input?.focus();
          return Boolean(input);
        }),
      ).toBe(true);
      await tab.type('desk lamp');
      const results = () =>
        tab.run(() => document.querySelector('vitrine-search')!.shadowRoot!.querySelectorAll('li').length);
      await eventually(results).toBeGreaterThan(3);
      expect(await bad(tab)).toEqual([]);
    },
  ],
  [
    'what the page says becomes events: its data layer, its product, and a click',
    async (shop) => {
      const tab = await shop.open(
        shop.page('capture', {
          head: `<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Product", "sku": "${CHAIR}", "name": "Chair"}</script>`,
          body: `<main data-vitrine-id="${TABLE}"><button id="buy" data-vitrine-event="add_to_cart">Buy</button></main>`,
          script: `${PUSHES} gtag('event', 'add_to_wishlist', { items: [{ item_id: '${TABLE}', item_name: 'Table' }] });`,
        }),
      );
      await eventually(async () => (await events(tab)).toSorted()).toEqual([
        `add_to_wishlist ${TABLE}`,
        ...views(CHAIR),
      ]);
      await tab.click('#buy');
      await eventually(async () => (await events(tab)).at(-1)).toBe(`add_to_cart ${TABLE}`);
      expect(await bad(tab)).toEqual([]);
    },
  ],
];
