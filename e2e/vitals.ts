import type { Page } from '@playwright/test';

interface Recorder {
  painted: boolean;
  shift: number;
  /** What has moved, for the message of a test that fails. */
  moved: string[];
  interactions: number[];
}
type Recorded = Window & { recorder: Recorder };

/** Has every document of a page record its paints, layout shifts and interactions. */
export async function recordVitals(page: Page): Promise<void> {
  await page.addInitScript(record);
}

/** Waits for a first candidate of the largest contentful paint. */
export async function firstPaint(page: Page): Promise<void> {
  await page.waitForFunction(() => (window as unknown as Recorded).recorder.painted);
}

/** The sum of all layout shifts so far that no input caused, in layout shift units. */
export function layoutShift(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as Recorded).recorder.shift);
}

/** The elements that such shifts have moved, each as its beginning. */
export function movedElements(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as Recorded).recorder.moved);
}

/** Milliseconds from input to the next frame, for the longest interaction so far. Waits for the first one. */
export async function longestInteraction(page: Page): Promise<number> {
  await page.waitForFunction(() => (window as unknown as Recorded).recorder.interactions.length > 0);
  return page.evaluate(() => Math.max(...(window as unknown as Recorded).recorder.interactions));
}

/** Runs in the page, before the page's own scripts. */
function record(): void {
  const recorder: Recorder = { painted: false, shift: 0, moved: [], interactions: [] };
  Object.assign(window, { recorder });
  const observe = (type: string, note: (entry: PerformanceEntry) => void, more: object = {}) => {
    new PerformanceObserver((list) => {
      list.getEntries().forEach(note);
    }).observe({ type, buffered: true, ...more });
  };
  observe('largest-contentful-paint', () => (recorder.painted = true));
  observe('layout-shift', (entry) => {
    const shift = entry as PerformanceEntry & {
      value: number;
      hadRecentInput: boolean;
      sources: readonly { readonly node: Node | null }[];
    };
    if (shift.hadRecentInput) return;
    recorder.shift += shift.value;
    for (const { node } of shift.sources)
      recorder.moved.push(node instanceof Element ? node.outerHTML.slice(0, 80) : (node?.nodeName ?? 'gone'));
  });
  const note = (entry: PerformanceEntry) => {
    if ((entry as PerformanceEventTiming).interactionId) recorder.interactions.push(entry.duration);
  };
  observe('event', note, { durationThreshold: 16 });
}
