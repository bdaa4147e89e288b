import { expect, it } from 'vitest';
import { quantiseQuery, quantiseRows } from './quantise.ts';
import { randomRows, seeded } from './random.ts';
import { createJsScorer, KEY_ONE } from './score.ts';
import { scorerContract } from './scorer.contract.ts';

// The oracle against itself is a tautology, so few runs; the test below checks it against plain f64.
scorerContract('the oracle', (rows) => Promise.resolve(createJsScorer(rows)), 5);

it('gives keys within one unit of the inner product in f64', async () => {
  const rows = quantiseRows(randomRows(200, 64, seeded(1)), 64);
  const { values } = quantiseQuery(randomRows(1, 64, seeded(2)));
  const [hits] = await createJsScorer(rows).scan({ queries: [values], k: 200 });
  expect(hits).toHaveLength(200);
  for (const { row, key } of hits!) {
    let exact = 0;
    for (let j = 0; j < 64; j++) exact += rows.data[row * 64 + j]! * rows.scales[row]! * values[j]!;
    // f32 keeps 24 bits of a key of up to 2^26, so 4 units.
    expect(Math.abs(key - exact * KEY_ONE)).toBeLessThan(4);
  }
});
