import { describe, expect, it } from 'vitest';
import { hadamard } from './hadamard.ts';
import { along, project } from './projection.ts';

// Of six numbers it keeps the 2nd, the sum of the 3rd and 4th, the 6th and the 1st.
const half = Math.SQRT1_2;
const projection = {
  from: 6,
  dim: 4,
  basis: Float32Array.from(
    [
      [0, 1, 0, 0, 0, 0],
      [0, 0, half, half, 0, 0],
      [0, 0, 0, 0, 0, 1],
      [1, 0, 0, 0, 0, 0],
    ].flat(),
  ),
};
const vector = Float32Array.of(1, 2, 3, 4, 5, 6);

describe('along', () => {
  it('gives the components along each row of the basis, and drops what lies outside it', () => {
    const expected = [2, 7 * half, 6, 1];
    const components = along(projection, vector);
    expect(components).toHaveLength(4);
    components.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 5));
  });

  it.each([5, 7, 0])('refuses a vector of %i numbers, and says how many it needs', (length) => {
    expect(() => along(projection, new Float32Array(length))).toThrowError(
      expect.objectContaining({
        code: 'bad-shape',
        message: expect.stringMatching(new RegExp(`\\b${length} numbers.* from 6`)) as string,
      }),
    );
  });
});

describe('project', () => {
  it('rotates the components as the rows of a pack are rotated', () => {
    const expected = along(projection, vector);
    hadamard(expected, new Float32Array(4));
    expect(project(projection, vector)).toEqual(expected);
    expect(project(projection, vector)).not.toEqual(along(projection, vector));
  });

  it('refuses a vector of another length', () => {
    expect(() => project(projection, new Float32Array(5))).toThrowError(
      expect.objectContaining({ code: 'bad-shape' }),
    );
  });
});
