// The shared words by which threads agree on a scan. One thread leads: it writes a job, wakes the others, works itself,
// and does not wait for a helper that has not started by the time the work is done.
import type { KernelExports, NearExports } from './kernels.ts';
import { CONTROL_WORDS, HEAPS_BYTES, MAX_THREADS, THREAD_BYTES, type Layout } from './memory.ts';

/** One scan, as numbers. */
export interface Job {
  readonly count: number;
  readonly dim: number;
  readonly queryBytes: number;
  readonly width: number;
  readonly k: number;
  /** Addresses, 0 for none. */
  readonly mask: number;
  readonly prior: number;
  /** Of a scan of those rows alone that their signs show to be near: bytes that are read of each row, else 0. */
  readonly taken: number;
  /** And how far these may be. */
  readonly most: number;
}

const FIELDS = ['count', 'dim', 'queryBytes', 'width', 'k', 'mask', 'prior', 'taken', 'most'] as const;

// Words.
const TURN = 0; // goes up with every job; helpers sleep on it
const NEXT = 1; // the next piece that nobody has taken
const STATE = 2; // one word a thread
const JOB = STATE + MAX_THREADS;

// States of a helper.
const STARTING = 0;
const IDLE = 1;
const ASKED = 2;
const WORKING = 3;
const ENDED = 4;

/** Rows taken at a time: some tens of microseconds of work, so that threads end together. */
const PIECE = 1024;
const PIECE_BY_SIGNS = 8192;

export type Control = Int32Array;

export function controlOf(memory: WebAssembly.Memory, { control }: Layout): Control {
  return new Int32Array(memory.buffer, control, CONTROL_WORDS);
}

/** Takes pieces until none is left. */
export function work(
  kernel: KernelExports,
  layout: Layout,
  thread: number,
  job: Job,
  control: Control,
): void {
  const heaps = layout.heaps + thread * THREAD_BYTES;
  kernel.clear(heaps, job.k * job.width);
  const piece = job.taken > 0 ? PIECE_BY_SIGNS : PIECE;
  for (;;) {
    const from = Atomics.add(control, NEXT, 1) * piece;
    if (from >= job.count) return;
    walkRows(kernel, layout, heaps, job, from, Math.min(job.count, from + piece));
  }
}

/** Scans a run of rows into heaps. */
export function walkRows(
  kernel: KernelExports,
  layout: Layout,
  heaps: number,
  { dim, queryBytes, width, k, mask, prior, taken, most }: Job,
  from: number,
  to: number,
): void {
  const { rows, scales, sums, queries, signs } = layout;
  if (taken > 0) {
    const { bytes, bits, places, tables, list } = signs!;
    (kernel as NearExports).walkNear(
      from,
      to,
      dim,
      bytes,
      bits,
      taken,
      places,
      tables,
      most,
      list + 4 * from,
      rows,
      scales,
      sums,
      queries,
      mask,
      prior,
      heaps,
      k,
      heaps + HEAPS_BYTES,
    );
    return;
  }
  kernel.walk(
    from,
    to,
    dim,
    rows,
    scales,
    sums,
    queries,
    queryBytes,
    width,
    mask,
    prior,
    heaps,
    k,
    heaps + HEAPS_BYTES,
  );
}

/** Leads a job with the helpers that are there; returns the threads whose heaps hold the answer. */
export function lead(kernel: KernelExports, layout: Layout, job: Job, control: Control): number[] {
  FIELDS.forEach((name, i) => (control[JOB + i] = job[name]));
  Atomics.store(control, NEXT, 0);
  const asked = helpers().filter(
    (thread) => Atomics.compareExchange(control, STATE + thread, IDLE, ASKED) === IDLE,
  );
  Atomics.add(control, TURN, 1);
  Atomics.notify(control, TURN);
  work(kernel, layout, 0, job, control);
  const helped = asked.filter(
    (thread) => Atomics.compareExchange(control, STATE + thread, ASKED, IDLE) !== ASKED,
  );
  for (const thread of helped) {
    // At most one piece away, which is less than falling asleep and waking up would take.
    while (Atomics.load(control, STATE + thread) === WORKING);
  }
  return [0, ...helped];
}

/** Serves a leader until it ends the helpers. Sleeps between jobs; never returns while there may be more. */
export function help(kernel: KernelExports, layout: Layout, thread: number, control: Control): void {
  const state = STATE + thread;
  let turn = Atomics.load(control, TURN);
  if (Atomics.compareExchange(control, state, STARTING, IDLE) !== STARTING) return;
  for (;;) {
    Atomics.wait(control, TURN, turn);
    turn = Atomics.load(control, TURN);
    if (Atomics.load(control, state) === ENDED) return;
    if (Atomics.compareExchange(control, state, ASKED, WORKING) !== ASKED) continue;
    work(kernel, layout, thread, readJob(control), control);
    if (Atomics.compareExchange(control, state, WORKING, IDLE) !== WORKING) return;
  }
}

/** Sends every helper away. */
export function endHelpers(control: Control): void {
  for (const thread of helpers()) Atomics.store(control, STATE + thread, ENDED);
  Atomics.add(control, TURN, 1);
  Atomics.notify(control, TURN);
}

const helpers = () => Array.from({ length: MAX_THREADS - 1 }, (_, i) => i + 1);

function readJob(control: Control): Job {
  const values = FIELDS.map((name, i) => [name, control[JOB + i]!]);
  return Object.fromEntries(values) as unknown as Job;
}
