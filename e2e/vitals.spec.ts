import { readFileSync } from 'node:fs';
import { expect, test, type Browser } from '@playwright/test';
import { SHOP, startHosts, type Hosts } from './page-server.ts';
import { openThrottled, vitals, worstInteraction, type Vitals } from './vitals.ts';

const RATE = 4; // times slower than this machine
const ROUNDS = 5;

let hosts: Hosts;
test.beforeAll(async () => {
  hosts = await startHosts();
  const shop = readFileSync(new URL('pages/shop.html', import.meta.url), 'utf8');
  hosts.made.set('/plain.html', shop.replace(/<script.*<\/script>/, ''));
});
test.afterAll(() => {
  hosts.close();
});

/** Loads a page afresh, waits until all has come, and gives its vitals; clicks a card, if it has one. */
async function visit(browser: Browser, path: string): Promise<Vitals & { readonly interaction?: number }> {
  const page = await openThrottled(browser, RATE);
  await page.goto(`${SHOP}/${path}`);
  const hasShelves = path === 'shop.html';
  if (hasShelves) await expect(page.locator('vitrine-shelf[model="trending-items"] li')).toHaveCount(6);
  await page.waitForTimeout(500);
  const seen = await vitals(page);
  if (!hasShelves) {
    await page.context().close();
    return seen;
  }
  await page.evaluate(() => {
    document.addEventListener('click', (event) => {
      event.preventDefault(); // stay, to see the next frame
    });
  });
  await page.locator('vitrine-shelf .link').first().click();
  const interaction = await worstInteraction(page);
  await page.context().close();
  return { ...seen, interaction };
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;

test('at a quarter of the speed, the page does not feel that Vitrine is there', async ({ browser }) => {
  const rounds = [];
  for (let round = -1; round < ROUNDS; round++) {
    // Around the page with the script, twice the same page without it: their difference is the noise.
    const before = await visit(browser, 'plain.html');
    const vitrine = await visit(browser, 'shop.html');
    const after = await visit(browser, 'plain.html');
    if (round >= 0) rounds.push({ before, vitrine, after }); // the first is warm-up
  }
  const difference = rounds.map(({ before, vitrine, after }) => vitrine.lcp - (before.lcp + after.lcp) / 2);
  const noise = rounds.map(({ before, after }) => Math.abs(before.lcp - after.lcp));
  // The longest task of each round since the script began to load; 0 where none took 50 ms.
  const longest = rounds.map(({ vitrine }) =>
    Math.max(
      0,
      ...vitrine.longTasks.filter(({ start }) => start >= vitrine.scriptAt!).map(({ duration }) => duration),
    ),
  );
  const interactions = rounds.map(({ vitrine }) => vitrine.interaction!);
  console.info(
    `LCP with ${rounds.map(({ vitrine }) => vitrine.lcp.toFixed()).join(' ')}, ` +
      `without ${rounds.map(({ before, after }) => `${before.lcp.toFixed()}/${after.lcp.toFixed()}`).join(' ')} ms; ` +
      `CLS ${Math.max(...rounds.map(({ vitrine }) => vitrine.cls))}; interaction ${interactions.join(' ')} ms; ` +
      `longest script ${rounds.map(({ vitrine }) => vitrine.longestScript.toFixed()).join(' ')} ms; ` +
      `longest task with ${longest.join(' ')} ms, ` +
      `long tasks without ${rounds.map(({ before }) => before.longTasks.map(({ duration }) => duration).join('+')).join(' ')} ms`,
  );
  const scripts = rounds.map(({ vitrine }) => vitrine.longestScript);
  expect(median(scripts)).toBeLessThan(50);
  // Whatever else the machine does makes tasks longer, with the script and without; it never makes them shorter.
  expect(Math.min(...longest)).toBe(0);
  expect(rounds.map(({ vitrine }) => vitrine.cls)).toEqual(rounds.map(() => 0));
  expect(median(interactions)).toBeLessThanOrEqual(100);
  expect(Math.min(...rounds.map(({ before }) => before.lcp))).toBeGreaterThan(0);
  expect(Math.abs(median(difference))).toBeLessThanOrEqual(Math.max(...noise));
});
