import type { Browser, Page } from '@playwright/test';

/** What a page felt like, in ms and layout shift units. */
export interface Vitals {
  readonly lcp: number;
  readonly cls: number;
}

interface Recorder {
  lcp: number;
  cls: number;
  interactions: number[];
}
type Recorded = Window & { recorder: Recorder };

/** A new page that is throttled and recorded, in a context of its own, so that nothing is cached. */
export async function openThrottled(browser: Browser, rate: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(record);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate });
  return page;
}

/** Reads what has been recorded so far. */
export function vitals(page: Page): Promise<Vitals> {
  return page.evaluate(() => {
    const { lcp, cls } = (window as unknown as Recorded).recorder;
    return { lcp, cls };
  });
}

/** The longest interaction so far, from input to the next frame, in ms. */
export async function worstInteraction(page: Page): Promise<number> {
  await page.waitForFunction(() => (window as unknown as Recorded).recorder.interactions.length > 0);
  return page.evaluate(() => Math.max(...(window as unknown as Recorded).recorder.interactions));
}

// Runs in the page, before anything of it.
function record(): void {
  const recorder: Recorder = { lcp: 0, cls: 0, interactions: [] };
  Object.assign(window, { recorder });
  const observe = (type: string, note: (entry: PerformanceEntry) => void, more: object = {}) => {
    new PerformanceObserver((list) => {
      list.getEntries().forEach(note);
    }).observe({ type, buffered: true, ...more });
  };
  observe('largest-contentful-paint', ({ startTime }) => (recorder.lcp = startTime));
  observe('layout-shift', (entry) => {
    const shift = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
    if (!shift.hadRecentInput) recorder.cls += shift.value;
  });
  const note = (entry: PerformanceEntry) => {
    if ((entry as PerformanceEventTiming).interactionId) recorder.interactions.push(entry.duration);
  };
  observe('event', note, { durationThreshold: 16 });
}
