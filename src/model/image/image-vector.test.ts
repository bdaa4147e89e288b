import { expect, it } from 'vitest';
import { imageVector } from './image-vector.ts';

const output = (dims: number[], ...data: number[]) => ({ dims, data: Float32Array.from(data) });

it.each([
  [
    'the output with the name of an embedding',
    { logits: output([1, 2], 9, 9), image_embeds: output([1, 4], 3, 4, 0, 0) },
  ],
  [
    'pooled features before a classifier',
    { output: output([1, 2], 9, 9), 464: output([1, 4, 1, 1], 3, 4, 0, 0) },
  ],
  ['an output that is not logits', { logits: output([1, 2], 9, 9), other: output([1, 4], 3, 4, 0, 0) }],
  ['the first token of a sequence', { last_hidden_state: output([1, 2, 4], 3, 4, 0, 0, 9, 9, 9, 9) }],
  ['the mean of a feature map', { last_hidden_state: output([1, 4, 1, 2], 2, 4, 4, 4, 0, 0, 0, 0) }],
  ['a vector whose length is padded to a multiple of four', { pooler_output: output([1, 2], 3, 4) }],
])('takes %s, scaled to length 1', (_, outputs) => {
  const vector = imageVector(outputs);
  expect([...vector]).toEqual([3 / 5, 4 / 5, 0, 0].map(Math.fround));
});

it('refuses a model without a vector among its outputs', () => {
  const integers = { ids: { dims: [1, 3], data: BigInt64Array.of(1n, 2n, 3n) } };
  expect(() => imageVector(integers)).toThrow(expect.objectContaining({ code: 'model-load' }));
});
