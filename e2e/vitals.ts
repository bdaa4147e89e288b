import type { Browser, Page } from '@playwright/test';

/** What a page felt like, in ms and layout shift units. */
export interface Vitals {
  readonly lcp: number;
  readonly cls: number;
  /** Of every task of 50 ms or more on the main thread, its length and when it began. */
  readonly longTasks: readonly { readonly start: number; readonly duration: number }[];
  /** The longest piece of Vitrine's own script in a frame of 50 ms or more. */
  readonly longestScript: number;
  /** When Vitrine's script began to load; nothing where there is none. */
  readonly scriptAt: number | undefined;
}

interface Recorder {
  lcp: number;
  cls: number;
  longTasks: { start: number; duration: number }[];
  interactions: number[];
  longestScript: number;
}
interface LongFrame extends PerformanceEntry {
  readonly scripts: readonly { readonly sourceURL: string; readonly duration: number }[];
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
    const { lcp, cls, longTasks, longestScript } = (window as unknown as Recorded).recorder;
    const script = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/vitrine.js'));
    return { lcp, cls, longTasks, longestScript, scriptAt: script?.startTime };
  });
}

/** The longest interaction so far, from input to the next frame, in ms. */
export async function worstInteraction(page: Page): Promise<number> {
  await page.waitForFunction(() => (window as unknown as Recorded).recorder.interactions.length > 0);
  return page.evaluate(() => Math.max(...(window as unknown as Recorded).recorder.interactions));
}

// Runs in the page, before anything of it.
function record(): void {
  const recorder: Recorder = { lcp: 0, cls: 0, longTasks: [], interactions: [], longestScript: 0 };
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
  observe('longtask', ({ startTime, duration }) => {
    recorder.longTasks.push({ start: startTime, duration });
  });
  observe('long-animation-frame', (entry) => {
    for (const { sourceURL, duration } of (entry as LongFrame).scripts)
      if (sourceURL.includes('/vitrine/'))
        recorder.longestScript = Math.max(recorder.longestScript, duration);
  });
  const note = (entry: PerformanceEntry) => {
    if ((entry as PerformanceEventTiming).interactionId) recorder.interactions.push(entry.duration);
  };
  observe('event', note, { durationThreshold: 16 });
}
