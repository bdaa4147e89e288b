import type { CDPSession } from '@playwright/test';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  /** Of it, what the thread itself ran, throttling included: not while another process had the core. */
  readonly tdur?: number;
  readonly args: { readonly name?: string; readonly data?: { readonly url?: string } };
}

const RENDERING = ['UpdateLayoutTree', 'Layout', 'PrePaint', 'Paint', 'Layerize', 'Commit'];

/** Starts a trace; the function that it gives ends it and returns what happened on pages' main threads. */
export async function startTrace(cdp: CDPSession): Promise<() => Promise<TraceEvent[]>> {
  const events: TraceEvent[] = [];
  cdp.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const includedCategories = ['devtools.timeline', 'toplevel', 'disabled-by-default-devtools.timeline'];
  await cdp.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories } });
  return async () => {
    const complete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
    await cdp.send('Tracing.end');
    await complete;
    const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
    const main = new Set(events.filter(({ args }) => args.name === 'CrRendererMain').map(threadOf));
    return events.filter((event) => event.ph === 'X' && main.has(threadOf(event)));
  };
}

/**
 * Of each task on the main thread, the milliseconds that are Vitrine's: its scripts with all that they call, and, once
 * the elements have come, whatever rendering there is besides. The parser's part of a task and the test's own scripts are not.
 */
export function vitrinesTasks(events: readonly TraceEvent[]): number[] {
  const isOurs = ({ args }: TraceEvent) => args.data?.url?.includes('/vitrine/') === true;
  const scripts = events.filter(isOurs);
  const elements = scripts.filter(({ args }) => args.data?.url?.endsWith('/elements.js'));
  const began = Math.min(...elements.map(({ ts }) => ts));
  const end = ({ ts, dur = 0 }: TraceEvent) => ts + dur;
  const within = (outer: TraceEvent, event: TraceEvent) =>
    outer !== event && outer.pid === event.pid && event.ts >= outer.ts && end(event) <= end(outer);
  const parts = [...scripts, ...events.filter(({ name, ts }) => RENDERING.includes(name) && ts >= began)];
  const outermost = parts.filter((part) => !parts.some((other) => within(other, part)));
  return events
    .filter(({ name }) => name.endsWith('RunTask'))
    .map((task) => {
      const own = outermost.filter((part) => within(task, part));
      return own.reduce((sum, { dur = 0, tdur = dur }) => sum + tdur / 1000, 0);
    })
    .filter((ms) => ms > 0);
}
