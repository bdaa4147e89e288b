// The shared words through which threads divide a scan. One thread leads: it writes a job, wakes the helpers, works itself,
// and does not wait for a helper that has not started when the work is done.
import type { KernelExports, SignsExports } from './kernels.ts';
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
  /** Bytes of each row's signs that the one-bit pass reads; 0 for a scan without that pass. */
  readonly usedBytes: number;
  /** The largest distance, by signs, of a row that gets an exact score. */
  readonly maxDistance: number;
}

const FIELDS = [
  'count',
  'dim',
  'queryBytes',
  'width',
  'k',
  'mask',
  'prior',
  'usedBytes',
  'maxDistance',
] as const;

// Indices of the words.
const TURN = 0; // goes up with every job; helpers sleep on it
const NEXT = 1; // the next piece to take
const STATE = 2; // one word for each thread
const JOB = STATE + MAX_THREADS;

// States of a helper.
const STARTING = 0;
const IDLE = 1;
const ASKED = 2;
const WORKING = 3;
const ENDED = 4;

/** Rows that a thread takes at a time: some tens of microseconds of work, so that threads finish together. */
const PIECE = 1024;
const SIGNS_PIECE = 8192;

export type Control = Int32Array;

export function controlOf(memory: WebAssembly.Memory, { control }: Layout): Control {
  return new Int32Array(memory.buffer, control, CONTROL_WORDS);
}

/** Scans pieces until none is left. */
export function work(
  kernel: KernelExports,
  layout: Layout,
  thread: number,
  job: Job,
  control: Control,
): void {
  const heaps = layout.heaps + thread * THREAD_BYTES;
  kernel.clear(heaps, job.k * job.width);
  const piece = job.usedBytes > 0 ? SIGNS_PIECE : PIECE;
  for (;;) {
    const from = Atomics.add(control, NEXT, 1) * piece;
    if (from >= job.count) return;
    scanRange(kernel, layout, heaps, job, from, Math.min(job.count, from + piece));
  }
}

/** Scans the rows `from` to `to` into heaps. */
export function scanRange(
  kernel: KernelExports,
  layout: Layout,
  heaps: number,
  { dim, queryBytes, width, k, mask, prior, usedBytes, maxDistance }: Job,
  from: number,
  to: number,
): void {
  const { rows, scales, sums, queries, signs } = layout;
  if (usedBytes > 0) {
    const { bytes, packed, byteIndices, tables, list } = signs!;
    (kernel as SignsExports).scanSigns(
      from,
      to,
      dim,
      bytes,
      packed,
      usedBytes,
      byteIndices,
      tables,
      maxDistance,
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
  kernel.scan(
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

/** Leads a job with the helpers that are ready; returns the threads whose heaps hold the result. */
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
    // Spins: a helper has at most one piece left, which takes less time than to fall asleep and wake up.
    while (Atomics.load(control, STATE + thread) === WORKING);
  }
  return [0, ...helped];
}

/** Works on the leader's jobs, sleeping between them; returns once `endHelpers` is called. */
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

/** Makes every helper return from `help`. */
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
