import { expect, it } from 'vitest';
import { seeded } from '../src/core/vectors/random.ts';
import { voteAbove } from './vote.ts';

const replay = (values: readonly number[]) => (round: number) => Promise.resolve(values[round]!);

it('needs five rounds if all agree', async () => {
  expect(await voteAbove(50, replay([60, 60, 60, 60, 60]))).toEqual({
    above: true,
    values: [60, 60, 60, 60, 60],
  });
  expect((await voteAbove(50, replay([0, 50, 0, 0, 0]))).above).toBe(false);
});

it('takes more rounds if one disagrees, however far off that one is', async () => {
  const { above, values } = await voteAbove(50, replay([0, 9000, 0, 0, 0, 0, 0]));
  expect(above).toBe(false);
  expect(values).toHaveLength(7);
});

it('finds the right answer if noise puts one round of six on the wrong side', async () => {
  const random = seeded(3);
  for (const [level, above] of [
    [0, false],
    [100, true],
  ] as const)
    for (let run = 0; run < 100; run++) {
      const noisy = () => Promise.resolve(level + (random() - 0.5) * 150);
      expect((await voteAbove(50, noisy)).above).toBe(above);
    }
});

it('throws if no answer leads after 25 rounds', async () => {
  const undecided = (round: number) => Promise.resolve(round % 2 === 0 ? 0 : 100);
  await expect(voteAbove(50, undecided)).rejects.toThrow('No clear answer in 25 rounds: 0 100');
});
