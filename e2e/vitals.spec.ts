import { readFileSync } from 'node:fs';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { ALONE } from './alone.ts';
import { SHOP } from './page-server.ts';
import { startTrace, threadTimeToLargestPaint, vitrinesTasks } from './trace.ts';
import { useHosts } from './use-hosts.ts';
import { firstPaint, layoutShift, longestInteraction, recordVitals } from './vitals.ts';
import { voteAbove } from './vote.ts';

/** A slow phone is so many times slower than this machine. Thread times are multiplied by it. */
const SLOWER = 4;
/** Milliseconds of the slow phone's main thread by which the largest paint may come later. */
const PAINT_BUDGET = 80;
/** Milliseconds that the slow page's script runs, to see that the measurement notices. */
const BUSY = 150;

/** Chromium has this field; TypeScript does not know it yet. */
type BlockingEntry = PerformanceEntry & { readonly renderBlockingStatus?: 'blocking' | 'non-blocking' };
type Trace = Awaited<ReturnType<Awaited<ReturnType<typeof startTrace>>>>;

const hosts = useHosts();
test.beforeEach(() => {
  const shop = readFileSync(new URL('pages/shop.html', import.meta.url), 'utf8');
  const plain = shop.replace(/<script.*<\/script>/, '');
  const busy = `const end = performance.now() + ${BUSY}; while (performance.now() < end);`;
  hosts.made.set('/plain.html', plain);
  hosts.made.set('/slow.html', plain.replace('<body>', `<body><script>${busy}</script>`));
  hosts.made.set('/blocking.html', shop.replace('<script type="module"', '<script'));
});

/** Opens a page in a context of its own, so that nothing is cached, and closes it after the work. */
async function visit<Result>(
  browser: Browser,
  path: string,
  work: (page: Page) => Promise<Result>,
): Promise<{ trace: Trace; result: Result }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await recordVitals(page);
  const endTrace = await startTrace(await context.newCDPSession(page));
  await page.goto(`${SHOP}/${path}`);
  if (path === 'shop.html')
    await expect(page.locator('vitrine-shelf[model="trending-items"] li')).toHaveCount(6);
  await firstPaint(page);
  await page.waitForTimeout(400); // until the page has settled
  const trace = await endTrace();
  const result = await work(page);
  await context.close();
  return { trace, result };
}

/** Whether a page's largest paint takes longer than the plain page's, by more than the budget. */
async function isLate(browser: Browser, path: string): Promise<{ late: boolean; shifts: number[] }> {
  const shifts: number[] = [];
  const measure = async (name: string) => {
    const { trace, result } = await visit(browser, name, layoutShift);
    if (name === path) shifts.push(result);
    return threadTimeToLargestPaint(trace, `${SHOP}/${name}`) * SLOWER;
  };
  await measure('plain.html'); // warms up the host and the browser
  const { above, values } = await voteAbove(PAINT_BUDGET, async (round) => {
    // The order alternates, so that a machine that gets slower favours neither page.
    const first = await measure(round % 2 === 0 ? path : 'plain.html');
    const second = await measure(round % 2 === 0 ? 'plain.html' : path);
    return round % 2 === 0 ? first - second : second - first;
  });
  console.info(`${path}: largest paint later by ${values.map((value) => value.toFixed()).join(' ')} ms`);
  return { late: above, shifts };
}

/** Which of Vitrine's files held up the first paint. */
async function blocking(browser: Browser, path: string): Promise<string[]> {
  const { result } = await visit(browser, path, (page) =>
    page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter((entry) => (entry as BlockingEntry).renderBlockingStatus === 'blocking')
        .map(({ name }) => new URL(name).pathname)
        .filter((file) => file.startsWith('/vitrine/')),
    ),
  );
  return result;
}

test(
  'on a slow phone, the largest paint comes as early as without Vitrine, and nothing shifts',
  ALONE,
  async ({ browser }) => {
    test.setTimeout(300_000);
    const { late, shifts } = await isLate(browser, 'shop.html');
    expect(late).toBe(false);
    expect(shifts).toEqual(shifts.map(() => 0));
    expect(await blocking(browser, 'shop.html')).toEqual(['/vitrine/vitrine.css']);
  },
);

test(
  'the same measurements notice a page that is slower, and a script that blocks',
  ALONE,
  async ({ browser }) => {
    test.setTimeout(300_000);
    expect((await isLate(browser, 'slow.html')).late).toBe(true);
    expect(await blocking(browser, 'blocking.html')).toContain('/vitrine/vitrine.js');
  },
);

test('on a slow phone, no task of Vitrine takes 50 ms', ALONE, async ({ browser }) => {
  test.setTimeout(300_000);
  const counts: number[] = [];
  const { above, values } = await voteAbove(50, async () => {
    const { trace } = await visit(browser, 'shop.html', () => Promise.resolve());
    const tasks = vitrinesTasks(trace);
    counts.push(tasks.length);
    return Math.max(...tasks) * SLOWER;
  });
  console.info(
    `longest task ${values.map((value) => value.toFixed()).join(' ')} ms of ${counts.join(' ')} tasks`,
  );
  expect(Math.min(...counts)).toBeGreaterThan(5); // the trace has them
  expect(above).toBe(false);
});

test('on a slow phone, a click on a card is answered within 100 ms', ALONE, async ({ browser }) => {
  test.setTimeout(300_000);
  const { above, values } = await voteAbove(100, async () => {
    const { result } = await visit(browser, 'shop.html', async (page) => {
      const cdp = await page.context().newCDPSession(page);
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
      await page.evaluate(() => {
        document.addEventListener('click', (event) => {
          event.preventDefault(); // the page stays, so that its next frame can be seen
        });
      });
      await page.locator('vitrine-shelf .link').first().click();
      return longestInteraction(page);
    });
    return result;
  });
  console.info(`click ${values.join(' ')} ms`);
  expect(above).toBe(false);
});
