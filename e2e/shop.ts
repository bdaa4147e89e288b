import { expect, type Locator, type Page } from '@playwright/test';

/** A shelf as the specs read it from the page. */
export interface SeenShelf {
  readonly backend: string | null;
  readonly ids: string[];
  readonly scores: number[];
  readonly titles: string[];
}

/** Opens a page of the shop's origin without any script. */
export async function blank(page: Page): Promise<void> {
  await page.route('**/blank', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>blank</title>' }),
  );
  await page.goto('/blank');
}

export function region(page: Page, name: string): Locator {
  return page.getByRole('region', { name });
}

/** Reads a shelf once it shows products. */
export async function shelf(page: Page, name: string): Promise<SeenShelf> {
  const cards = region(page, name).locator('[data-id]');
  await expect(cards.first()).toBeVisible();
  const read = (attribute: string) =>
    cards.evaluateAll(
      (elements, key) => elements.map((element) => element.getAttribute(key) ?? ''),
      attribute,
    );
  return {
    backend: await region(page, name).getAttribute('data-backend'),
    ids: await read('data-id'),
    scores: (await read('data-score')).map(Number),
    titles: (await cards.allTextContents()).map((text) => text.trim()),
  };
}

/** Records what must not happen on a page: requests to other origins, and errors. */
export function watch(page: Page, origin: string) {
  const foreign: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (!['data:', 'blob:'].includes(url.protocol) && url.origin !== origin) foreign.push(url.href);
  });
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  return { foreign, errors };
}
