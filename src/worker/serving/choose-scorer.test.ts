import { expect, it, vi } from 'vitest';
import { quantiseQuery, quantiseRows } from '../../core/vectors/quantise.ts';
import { randomRows, seeded } from '../../core/vectors/random.ts';
import { createJsScorer } from '../../core/vectors/score.ts';
import { openCpu } from './choose-scorer.ts';

vi.mock('../../core/vectors/float-scorer.ts', () => {
  throw new Error('the script is not found');
});

it('answers in JavaScript also if the script of the quick back end does not arrive', async () => {
  const rows = quantiseRows(randomRows(100, 32, seeded(1)), 32);
  const scan = { queries: [quantiseQuery(randomRows(1, 32, seeded(2))).values], k: 20 };
  const { scorer, reason } = await openCpu(rows, 'js');
  expect([scorer.backend, reason]).toEqual(['js', undefined]);
  expect(await scorer.scan(scan)).toEqual(await createJsScorer(rows).scan(scan));
});
