import { seeded } from '../../core/vectors/random.ts';

export type Interval = readonly [low: number, high: number];

const RESAMPLES = 1000;
const LEVEL = 0.95;

/**
 * Computes 95 % percentile intervals of the means of columns. All columns have the same resamples, so that two columns are
 * compared case by case.
 *
 * @param columns One value for each case, all of the same length.
 * @see Efron & Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13.
 */
export function bootstrapMeans(columns: readonly Float64Array[], seed: number): Interval[] {
  const cases = columns[0]?.length ?? 0;
  const random = seeded(seed);
  const means = columns.map(() => new Float64Array(RESAMPLES));
  const times = new Float64Array(cases);
  for (let round = 0; round < RESAMPLES; round++) {
    times.fill(0);
    for (let draw = 0; draw < cases; draw++) times[Math.floor(random() * cases)]!++;
    columns.forEach((column, c) => {
      let sum = 0;
      for (let i = 0; i < cases; i++) sum += times[i]! * column[i]!;
      means[c]![round] = sum / cases;
    });
  }
  const edge = (1 - LEVEL) / 2;
  return means.map((sample) => {
    sample.sort();
    return [sample[Math.floor(edge * RESAMPLES)]!, sample[Math.ceil((1 - edge) * RESAMPLES) - 1]!];
  });
}
