/** Votes by which one answer must lead. */
const LEAD = 5;
const MAX_ROUNDS = 25;

export interface Verdict {
  readonly above: boolean;
  /** The measured value of each round. */
  readonly values: readonly number[];
}

/**
 * Whether a value is above a limit, on a machine whose measurements are noisy. Each round measures the value again and
 * votes; the first answer to lead by five votes wins. If three measurements of four are on the right side of the limit,
 * the verdict is wrong once in 244 times.
 *
 * @throws {Error} if no answer leads after 25 rounds.
 * @see Wald, "Sequential Tests of Statistical Hypotheses", Annals of Mathematical Statistics 1945.
 */
export async function voteAbove(
  limit: number,
  measure: (round: number) => Promise<number>,
): Promise<Verdict> {
  const values: number[] = [];
  for (let lead = 0; values.length < MAX_ROUNDS;) {
    const value = await measure(values.length);
    values.push(value);
    lead += value > limit ? 1 : -1;
    if (Math.abs(lead) === LEAD) return { above: lead > 0, values };
  }
  throw new Error(
    `No clear answer in ${MAX_ROUNDS} rounds: ${values.map((value) => value.toFixed()).join(' ')}`,
  );
}
