/** How the time that work takes grows with its input. */

/** Input of this length is looked at first: work that is quick on it is not measured further. */
const SHORT = 4000;
const TIMES = 4;
/** The input grows 4 times, and so does linear work; quadratic work takes 16 times as long. */
const MOST = 9;
/** In milliseconds. Shorter times are noise. */
const FLOOR = 5;
const TRIES = 2;
const ROUNDS = 2;

/**
 * Measures work on an input of a length, and on one 4 times as long.
 *
 * @param work Gets its input made; only the work itself is measured.
 * @returns In words, how it grows; undefined if it grows with the length, or is too quick to tell.
 */
export function fasterThanLinear<Input>(
  input: (length: number) => Input,
  work: (input: Input) => unknown,
  short = SHORT,
): string | undefined {
  // In small steps: what grows exponentially would never end on the next.
  for (let length = 16; length < short / 10; length = Math.ceil(length * 1.25)) {
    const tiny = input(length);
    if (timeOf(tiny, work) > FLOOR && quickest(tiny, work) > FLOOR)
      return `takes ${quickest(tiny, work).toFixed(1)} ms for ${length} characters`;
  }
  const first = input(short);
  if (timeOf(first, work) < short / 10_000) return undefined;
  const long = input(short * TIMES);
  if (timeOf(long, work) < FLOOR) return undefined;
  let [some, more] = [0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    [some, more] = [quickest(first, work), quickest(long, work)];
    if (more < FLOOR || more / some < MOST) return undefined;
  }
  return `takes ${some.toFixed(1)} ms for ${short} characters and ${more.toFixed(1)} ms for ${short * TIMES}`;
}

/** Time of the processor, which other processes do not lengthen. */
function timeOf<Input>(input: Input, work: (input: Input) => unknown): number {
  const start = process.cpuUsage();
  work(input);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** The collection of what was left behind counts in one of them at most. */
function quickest<Input>(input: Input, work: (input: Input) => unknown): number {
  return Math.min(...Array.from({ length: TRIES }, () => timeOf(input, work)));
}
