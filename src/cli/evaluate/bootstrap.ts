import { seeded } from '../../core/vectors/random.ts';

export type Interval = readonly [low: number, high: number];

const RESAMPLES = 1000;
const LEVEL = 0.95;

/**
 * 95 % percentile intervals of the means of some columns, all columns from the same resamples, so that a column of
 * differences is compared case by case (Efron & Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13).
 *
 * @param columns Equally long: one value a case.
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
