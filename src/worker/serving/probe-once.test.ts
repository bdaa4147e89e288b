import { expect, it, vi } from 'vitest';
import type { Rows } from '../../core/ports.ts';
import { createJsScorer } from '../../core/vectors/score.ts';
import { forgetProbe, probeOnce } from './probe-once.ts';

it('probes each variant once, also if it is opened twice at the same time', async () => {
  const create = vi.fn((rows: Rows) => createJsScorer(rows));
  await Promise.all([probeOnce('a', create), probeOnce('a', create)]);
  await probeOnce('a', create);
  expect(create).toHaveBeenCalledTimes(1);
  await probeOnce('b', create);
  expect(create).toHaveBeenCalledTimes(2);
});

it('probes again after a failure, and after the variant was forgotten', { tags: ['slow'] }, async () => {
  const create = vi.fn((rows: Rows) => createJsScorer(rows));
  create.mockImplementationOnce(() => {
    throw new Error('no memory');
  });
  await expect(probeOnce('c', create)).rejects.toThrow('no memory');
  await probeOnce('c', create);
  forgetProbe('c');
  await probeOnce('c', create);
  expect(create).toHaveBeenCalledTimes(3);
});
