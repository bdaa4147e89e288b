import { readFileSync } from 'node:fs';
import type { Browser } from '@playwright/test';

/**
 * Megabytes that the browser's renderer and GPU processes keep resident. Linux's proportional set size is taken, as
 * it counts what two processes share once: a WebGPU buffer goes through memory that both have.
 * The browser's own rise and fall, garbage that JavaScript has yet to collect among it, is a few MB.
 *
 * @returns null where the system does not say.
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
  if (!found) throw new Error(`no Pss of process ${process}`);
  return Number(found[1]);
}
