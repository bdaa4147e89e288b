import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';

/** Address of the tests' pack on the demo's server: Vite serves files by their path. */
export const SUPERSTORE_PACK = `/@fs${fileURLToPath(new URL('.superstore/pack/manifest.json', import.meta.url))}`;

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
