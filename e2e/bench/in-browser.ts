import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { BROWSER_ARGS, findBrowser } from '../browser.ts';
import type { Contender } from './contender.ts';
import type { Shape } from './data.ts';
import type { Figures } from './measure.ts';
import { residentMegabytes } from './memory.ts';

const MAX_MS = 10 * 60_000;

/** The address and the folder of the built page. */
export interface Site {
  readonly url: string;
  readonly folder: string;
}

export interface Measured extends Figures {
  /** Growth of the browser's memory after the data was generated; null if the system does not report it. */
  readonly rss_mb: number | null;
  /** gzip of the scripts and wasm that the contender loaded. */
  readonly size_kb: number;
}

/**
 * Measures one contender in a browser of its own, so that contenders share no memory, GPU or compiled code.
 *
 * @throws {Error} If the contender throws, crashes or takes too long.
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
        reject(new Error(`no answer after ${MAX_MS / 60_000} minutes`));
      }, MAX_MS);
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

/** The gzip size of files, in bytes. Files that do not exist are left out. */
function compressed(folder: string, paths: Iterable<string>): number {
  const files = [...paths].map((path) => join(folder, path)).filter((file) => existsSync(file));
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0);
}
