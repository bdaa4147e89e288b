import { expect, it } from 'vitest';
import { randomRows, seeded } from './random.ts';

it('a seed gives the same numbers on every machine', () => {
  const numbers = Array.from({ length: 3 }, seeded(1));
  expect(numbers).toEqual([0.6270739405881613, 0.002735721180215478, 0.5274470399599522]);
});

it('the numbers are spread evenly over 0 to 1', () => {
  const random = seeded(5);
  const counts = new Array<number>(10).fill(0);
  for (let i = 0; i < 10_000; i++) counts[Math.floor(random() * 10)]!++;
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

it('random rows have length 1, and components of both signs', () => {
  const rows = randomRows(20, 12, seeded(2));
  expect(rows).toHaveLength(240);
  for (let row = 0; row < 20; row++)
    expect(Math.hypot(...rows.subarray(row * 12, row * 12 + 12))).toBeCloseTo(1, 6);
  expect(rows.filter((value) => value < 0).length).toBeGreaterThan(90);
  expect(rows.filter((value) => value > 0).length).toBeGreaterThan(90);
});
