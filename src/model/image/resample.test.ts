import { describe, expect, it } from 'vitest';
import { seeded } from '../../core/vectors/random.ts';
import { resample, type Pixels } from './resample.ts';

const FILTERS = { nearest: 0, lanczos: 1, bilinear: 2, bicubic: 3, box: 4 };

/** An image of one row of grey pixels. */
const rowOf = (...greys: number[]): Pixels => ({
  width: greys.length,
  height: 1,
  data: Uint8Array.from(greys.flatMap((grey) => [grey, grey, grey])),
});
const greysOf = ({ data }: Pixels) => [...data].filter((_, i) => i % 3 === 0);

function noise(width: number, height: number): Pixels {
  const random = seeded(width);
  return { width, height, data: Uint8Array.from({ length: width * height * 3 }, () => random() * 256) };
}

describe('resample', () => {
  it.each([
    // By hand: halving doubles the filter's reach to 2, so the weights at the edge are .75, .75 and .25 of 1.75.
    ['bilinear', rowOf(0, 0, 0, 255), 2, [0, 109]],
    // By hand: doubled, a pixel lies .25 and .75 from its neighbours.
    ['bilinear', rowOf(0, 100), 4, [0, 25, 75, 100]],
    ['box', rowOf(0, 100, 200, 255), 2, [50, 228]],
    ['nearest', rowOf(10, 20, 30, 40), 2, [20, 40]],
    // Keys' cubic weighs pixels at .25 and .75 with .8672 and .2266; the second is .2071 of their sum.
    ['bicubic', rowOf(0, 255), 4, [0, 53, 202, 255]],
  ] as const)('resizes as PIL does with %s', (name, pixels, width, expected) => {
    expect(greysOf(resample(pixels, width, 1, FILTERS[name]))).toEqual(expected);
  });

  it.each(Object.entries(FILTERS))('keeps a uniform colour with %s, larger and smaller', (_, filter) => {
    const even: Pixels = { width: 37, height: 23, data: new Uint8Array(37 * 23 * 3).fill(201) };
    for (const [width, height] of [
      [8, 5],
      [90, 64],
    ] as const) {
      const { data } = resample(even, width, height, filter);
      expect(data).toHaveLength(width * height * 3);
      expect(new Set(data)).toEqual(new Set([201]));
    }
  });

  it.each([1, 2, 3])('commutes with mirroring, with filter %i', (filter) => {
    const mirrored = ({ width, height, data }: Pixels): Pixels => ({
      width,
      height,
      data: Uint8Array.from(data, (_, i) => {
        const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
        return data[(y * width + width - 1 - x) * 3 + (i % 3)]!;
      }),
    });
    const image = noise(40, 30);
    const one = resample(mirrored(image), 12, 9, filter).data;
    const other = mirrored(resample(image, 12, 9, filter)).data;
    one.forEach((value, i) => {
      expect(Math.abs(value - other[i]!)).toBeLessThanOrEqual(1); // rounding of weights
    });
  });

  it('refuses an unknown filter', () => {
    expect(() => resample(rowOf(1, 2), 1, 1, 9)).toThrow(expect.objectContaining({ code: 'model-load' }));
  });
});
