import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { BROWSER_ARGS, findBrowser } from '../browser.ts';
import type { Contender } from './contender.ts';
import type { Shape } from './data.ts';
import type { Figures } from './measure.ts';
import { residentMegabytes } from './memory.ts';

const MOST_MS = 10 * 60_000;

/** The built page: where it is served, and where its files lie. */
export interface Site {
  readonly url: string;
  readonly folder: string;
}

export interface Measured extends Figures {
  /** Growth of the browser's memory by the contender, over the data; null where it cannot be read. */
  readonly rss_mb: number | null;
  /** gzip of the scripts and wasm that the contender loaded. */
  readonly size_kb: number;
}

/**
 * Measures one contender in a browser of its own, so that none finds another's memory, GPU or compiled code.
 *
 * @throws {Error} What the contender threw, a crash, or that it took too long.
 */
export async function measureInBrowser(
  { name }: Contender,
  shape: Shape,
  { url, folder }: Site,
): Promise<Measured> {
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
      await page.evaluate(() => Promise.race([window.bench.ready(), window.broken]));
      const loaded = new Set<string>();
      page.context().on('request', (request) => loaded.add(new URL(request.url()).pathname));
      await page.evaluate(
        ([contender, job]) => Promise.race([window.bench.arrange(contender, job), window.broken]),
        [name, shape] as const,
      );
      const before = await residentMegabytes(browser);
      const figures = await page.evaluate(() => Promise.race([window.bench.measure(), window.broken]));
      const after = await residentMegabytes(browser);
      const rss_mb = before === null || after === null ? null : after - before;
      return { ...figures, rss_mb, size_kb: compressed(folder, loaded) / 1000 };
    };
    return await Promise.race([measured(), stopped]);
  } finally {
    clearTimeout(timer);
    await browser.close();
  }
}

/** gzip of files, in bytes. What was asked for and is not there counts nothing. */
function compressed(folder: string, paths: Iterable<string>): number {
  const files = [...paths].map((path) => join(folder, path)).filter((file) => existsSync(file));
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0);
}
