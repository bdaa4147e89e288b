import { chromium } from '@playwright/test';
import { BROWSER_ARGS, findBrowser } from '../browser.ts';
import type { Contender } from './contender.ts';
import type { Shape } from './data.ts';
import type { Figures } from './measure.ts';
import { residentMegabytes } from './memory.ts';

const MOST_MS = 10 * 60_000;

export interface Measured extends Figures {
  /** Growth of the browser's memory by the contender, over the data; null where it cannot be read. */
  readonly rss_mb: number | null;
}

/**
 * Measures one contender in a browser of its own, so that none finds another's memory, GPU or compiled code.
 *
 * @throws {Error} What the contender threw, a crash, or that it took too long.
 */
export async function measureInBrowser({ name }: Contender, shape: Shape, url: string): Promise<Measured> {
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: [...BROWSER_ARGS, '--js-flags=--expose-gc'],
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    const page = await browser.newPage();
    const stopped = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`no answer after ${MOST_MS / 60_000} minutes`));
      }, MOST_MS);
      page.on('crash', () => {
        reject(new Error('the page crashed'));
      });
    });
    const measured = async (): Promise<Measured> => {
      await page.goto(url);
      await page.evaluate(
        ([contender, job]) => Promise.race([window.bench.arrange(contender, job), window.broken]),
        [name, shape] as const,
      );
      const before = await residentMegabytes(browser);
      const figures = await page.evaluate(() => Promise.race([window.bench.measure(), window.broken]));
      const after = await residentMegabytes(browser);
      return { ...figures, rss_mb: before === null || after === null ? null : after - before };
    };
    return await Promise.race([measured(), stopped]);
  } finally {
    clearTimeout(timer);
    await browser.close();
  }
}
