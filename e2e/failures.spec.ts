import { expect, test } from '@playwright/test';
import { before, observe, SHOP } from './page-server.ts';
import { useHosts } from './use-hosts.ts';
import { region } from './shop.ts';

const hosts = useHosts();

/** What fails, the code that the console must show, and how the test makes it fail. */
const FAILURES: readonly (readonly [string, string, () => unknown])[] = [
  ['the pack is not found', 'pack-load', () => hosts.made.set('/pack/manifest.json', 404)],
  [
    'the host answers with its page for everything',
    'bad-pack',
    () => hosts.made.set('/pack/manifest.json', '<!doctype html>'),
  ],
  [
    'the pack is of a newer version',
    'pack-version',
    () => hosts.made.set('/pack/manifest.json', '{"format": "vitrine-pack", "version": 99}'),
  ],
  ['the worker is not found', 'worker-load', () => hosts.made.set('/vitrine/vitrine-entry.js', 404)],
  ['the policy allows no worker', 'worker-load', () => (hosts.policy = "worker-src 'none'")],
  ['the elements are not found', 'script-load', () => hosts.made.set('/vitrine/elements.js', 404)],
];

for (const [what, code, arrange] of FAILURES) {
  test(`if ${what}, the fallback stays and one warning says ${code}`, async ({ page }) => {
    const seen = await observe(page);
    arrange();
    await page.goto(`${SHOP}/shop.html`);
    await expect.poll(() => seen.warnings).toHaveLength(1);
    await page.waitForTimeout(300); // in which a second warning would come
    expect(seen.warnings).toEqual([expect.stringContaining(`vitrine [${code}] `)]);
    expect(seen.thrown).toEqual([]);
    await expect(page.getByText('All our chairs')).toBeVisible();
    await expect(region(page, 'Related products')).toHaveCount(0);
  });
}

test('an unknown model, item and filter each warn once, and other shelves go on', async ({ page }) => {
  const seen = await observe(page);
  await page.goto(`${SHOP}/unknown.html`);
  await expect(region(page, 'A good shelf').getByRole('link')).not.toHaveCount(0);
  for (const name of ['model', 'item']) {
    await expect(page.getByText(`Fallback of the unknown ${name}`)).toBeVisible();
  }
  await expect(page.getByText('Fallback of the broken filters')).toBeVisible();
  await expect(page.getByText('Fallback of the good shelf')).toBeHidden();
  // The good shelf ranks by popularity, so it may show before the rest of the pack has loaded.
  await expect.poll(() => seen.warnings).toHaveLength(3);
  expect(seen.warnings.toSorted()).toEqual(
    ['a shelf', 'no products for no-such-item in related-products', 'unknown model'].map((start) =>
      expect.stringContaining(`vitrine [bad-argument] ${start}`),
    ),
  );
  expect(seen.thrown).toEqual([]);
});

test('without IndexedDB the shelves are filled, and one warning says why nothing is kept', async ({
  page,
}) => {
  const seen = await observe(page);
  before(hosts, 'vitrine-entry.js', 'Object.defineProperty(self, "indexedDB", { value: undefined });');
  await page.addInitScript(() => {
    document.addEventListener('readystatechange', () => {
      document.querySelector<HTMLElement>('script[data-pack]')!.dataset['consent'] = 'granted';
    });
  });
  await page.goto(`${SHOP}/shop.html`);
  await expect(region(page, 'Related products').getByRole('link')).toHaveCount(8);
  expect(seen.warnings).toEqual([expect.stringContaining('vitrine [store] ')]);
  expect(seen.thrown).toEqual([]);
});

test('without WebAssembly the shelves are scored in JavaScript', async ({ page }) => {
  const seen = await observe(page);
  before(hosts, 'vitrine-entry.js', 'delete self.WebAssembly;');
  await page.goto(`${SHOP}/shop.html`);
  await expect(region(page, 'Related products').getByRole('link')).toHaveCount(8);
  const backend = await page.evaluate(async () => (await (await window.vitrine)!.profile()).backend);
  expect(backend).toBe('js');
  expect(seen.warnings).toEqual([]);
  expect(seen.thrown).toEqual([]);
});
