import { readFileSync } from 'node:fs';
import type { Browser } from '@playwright/test';

/**
 * Megabytes of resident memory of the browser's renderer and GPU processes. Reads Linux's proportional set size, which
 * counts memory that two processes share only once, such as the staging memory of WebGPU buffers. The browser itself,
 * including garbage not yet collected, varies by a few MB.
 *
 * @returns null if the system does not report it.
 */
export async function residentMegabytes(browser: Browser): Promise<number | null> {
  const session = await browser.newBrowserCDPSession();
  try {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const kilobytes = processInfo
      .filter(({ type }) => type === 'renderer' || type === 'GPU')
      .map(({ id }) => proportional(id));
    return kilobytes.reduce((sum, value) => sum + value, 0) / 1024;
  } catch {
    return null;
  } finally {
    await session.detach();
  }
}

function proportional(process: number): number {
  const rollup = readFileSync(`/proc/${process}/smaps_rollup`, 'utf8');
  const found = /^Pss:\s+(\d+) kB/m.exec(rollup);
  if (!found) throw new Error(`/proc has no proportional set size of process ${process}`);
  return Number(found[1]);
}
