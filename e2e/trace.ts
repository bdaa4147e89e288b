import type { CDPSession } from '@playwright/test';

/** One event of a Chromium trace. */
interface TraceEvent {
  readonly name: string;
  /** `X` for an event with a duration. */
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  /** The part of `dur` in which the thread ran, without the time in which another process had the core. */
  readonly tdur?: number;
  readonly args: {
    readonly name?: string;
    readonly data?: { readonly url?: string; readonly documentLoaderURL?: string };
  };
}

const CATEGORIES = [
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'toplevel',
  'loading',
  'blink.user_timing',
];
const RENDERING = ['UpdateLayoutTree', 'Layout', 'PrePaint', 'Paint', 'Layerize', 'Commit'];

/** Starts a trace. The function that it gives ends the trace and returns the events of pages' main threads. */
export async function startTrace(cdp: CDPSession): Promise<() => Promise<TraceEvent[]>> {
  const events: TraceEvent[] = [];
  cdp.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES },
  });
  return async () => {
    const complete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
    await cdp.send('Tracing.end');
    await complete;
    const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
    const main = new Set(events.filter(({ args }) => args.name === 'CrRendererMain').map(threadOf));
    return events.filter((event) => main.has(threadOf(event)));
  };
}

const end = ({ ts, dur = 0 }: TraceEvent) => ts + dur;
const threadTime = ({ dur = 0, tdur = dur }: TraceEvent) => tdur / 1000;
const isTask = ({ name, ph }: TraceEvent) => ph === 'X' && name.endsWith('RunTask');

/** Drops events that lie within another one of the same process. */
function outermost(events: readonly TraceEvent[]): TraceEvent[] {
  const within = (outer: TraceEvent, event: TraceEvent) =>
    outer !== event && outer.pid === event.pid && event.ts >= outer.ts && end(event) <= end(outer);
  return events.filter((event) => !events.some((other) => within(other, event)));
}

/**
 * Milliseconds that the main thread ran between the start of a page and its largest contentful paint. Other processes
 * on the machine make a paint later but hardly change this time.
 *
 * @throws {Error} if the trace has no such page or no such paint.
 */
export function threadTimeToLargestPaint(events: readonly TraceEvent[], url: string): number {
  const start = events.find(
    ({ name, args }) => name === 'navigationStart' && args.data?.documentLoaderURL === url,
  );
  const paint = events.findLast(
    ({ name, pid, ts }) =>
      name === 'largestContentfulPaint::Candidate' && pid === start?.pid && ts > start.ts,
  );
  if (!start || !paint) throw new Error(`The trace has no largest contentful paint of ${url}.`);
  const tasks = events.filter(
    (event) => isTask(event) && event.pid === start.pid && event.ts >= start.ts && event.ts <= paint.ts,
  );
  return outermost(tasks).reduce((sum, task) => sum + threadTime(task), 0);
}

/**
 * For each task on the main thread, the milliseconds that are Vitrine's: its scripts with all that they call, and, from
 * the start of the elements' script on, all rendering. Parsing and the test's own scripts do not count.
 */
export function vitrinesTasks(events: readonly TraceEvent[]): number[] {
  const timed = events.filter(({ ph }) => ph === 'X');
  const scripts = timed.filter(({ args }) => args.data?.url?.includes('/vitrine/') === true);
  const elements = scripts.filter(({ args }) => args.data?.url?.endsWith('/elements.js'));
  const began = Math.min(...elements.map(({ ts }) => ts));
  const rendering = timed.filter(({ name, ts }) => RENDERING.includes(name) && ts >= began);
  const parts = outermost([...scripts, ...rendering]);
  return timed
    .filter(isTask)
    .map((task) => {
      const own = parts.filter(
        (part) => part.pid === task.pid && part.ts >= task.ts && end(part) <= end(task),
      );
      return own.reduce((sum, part) => sum + threadTime(part), 0);
    })
    .filter((ms) => ms > 0);
}
