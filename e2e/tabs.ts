import type { BrowserContext, Page } from '@playwright/test';
import type { Recommender } from '../src/index.ts';

/** Opens a page in several tabs of one shopper, and waits for their engine. */
export function openTabs(context: BrowserContext, address: string, count: number): Promise<Page[]> {
  return Promise.all(Array.from({ length: count }, () => openTab(context, address)));
}

export async function openTab(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  await ready(page);
  return page;
}

/** Waits for the page's recommender, and keeps it on the page as `own`. */
export async function ready(page: Page): Promise<void> {
  await page.evaluate(async () => {
    Object.assign(window, { own: await window.vitrine });
  });
}

export type Own = Window & { readonly own: Recommender };

/** Tracks views of several items at once, each with an id of its own. Resolves once all are kept. */
export function trackMany(page: Page, name: string, count: number): Promise<void> {
  return page.evaluate(
    async ([name, count]) => {
      const { own } = window as unknown as Own;
      const views = Array.from({ length: count }, (_, i) =>
        own.track('view_item', { items: [{ item_id: `${name}-${i}` }] }),
      );
      await Promise.all(views);
    },
    [name, count] as const,
  );
}

/** The ids of the events in a tab's history, in order. */
export function idsOf(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { events } = await (window as unknown as Own).own.exportProfile();
    return events.flatMap(({ ids }) => ids);
  });
}

/** The ids `name-0`, `name-1` and so on. */
export function numbered(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${name}-${i}`);
}
