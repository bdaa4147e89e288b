import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** A container's share of the processors, in Linux's control groups: `max 100000`, or microseconds in so many microseconds. */
const QUOTA = '/sys/fs/cgroup/cpu.max';

/**
 * The number of threads that can run at once: the cores, or fewer in a container that may use only some of their time. Threads
 * above it would wait for each other.
 */
export function cores(quota = QUOTA): number {
  return Math.max(1, Math.min(availableParallelism(), Math.ceil(allowedBy(quota))));
}

function allowedBy(file: string): number {
  try {
    const [time, period] = readFileSync(file, 'utf8').split(' ').map(Number);
    return time! > 0 && period! > 0 ? time! / period! : Infinity;
  } catch {
    return Infinity; // not in a container, or not on Linux
  }
}
