/** How the time that work takes grows with its input. */

/** Input of this length is looked at first: work that is quick on it is not measured further. */
const SHORT = 4000;
const TIMES = 4;
/** The input grows 4 times, and so does linear work; quadratic work takes 16 times as long. */
const MOST = 9;
/** In milliseconds. Shorter times are noise. */
const FLOOR = 5;
/** In milliseconds. */
const NOTICEABLE = 20;
const TRIES = 2;
const ROUNDS = 4;

/**
 * Measures work on an input of a length, and on one 4 times as long.
 *
 * @param work May return a promise. Only it is measured, and not how its input is made.
 * @returns In words, how it grows; undefined if it grows with the length, or is too quick to tell.
 */
export async function fasterThanLinear<Input>(
  input: (length: number) => Input,
  work: (input: Input) => unknown,
  short = SHORT,
): Promise<string | undefined> {
  // In small steps: what grows exponentially would never end on the next.
  let before: Input | undefined;
  for (let length = 16; length < short; length = Math.ceil(length * (length < 400 ? 1.25 : 2))) {
    const small = input(length);
    if (before !== undefined && (await timeOf(small, work)) > NOTICEABLE) {
      const [less, more] = [await quickest(before, work), await quickest(small, work)];
      if (more > NOTICEABLE && more / less > MOST)
        return `takes ${more.toFixed(1)} ms for ${length}, and ${less.toFixed(1)} ms for a little less`;
    }
    before = small;
  }
  const first = input(short);
  if ((await timeOf(first, work)) < short / 10_000) return undefined;
  const long = input(short * TIMES);
  if ((await timeOf(long, work)) < FLOOR) return undefined;
  let [some, more] = [0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    [some, more] = [await quickest(first, work), await quickest(long, work)];
    if (more < FLOOR || more / some < MOST) return undefined;
  }
  return `takes ${some.toFixed(1)} ms for ${short} and ${more.toFixed(1)} ms for ${short * TIMES}`;
}

/** Time of the processor, which other processes do not lengthen. */
async function timeOf<Input>(input: Input, work: (input: Input) => unknown): Promise<number> {
  const start = process.cpuUsage();
  await work(input);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** The collection of what was left behind counts in one of them at most. */
async function quickest<Input>(input: Input, work: (input: Input) => unknown): Promise<number> {
  let least = Infinity;
  for (let i = 0; i < TRIES; i++) least = Math.min(least, await timeOf(input, work));
  return least;
}
