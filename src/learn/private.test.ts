import { describe, expect, it } from 'vitest';
import { seeded } from '../core/vectors/random.ts';
import type { OrderLine } from './histories.ts';
import { createNoise, privateHistory } from './private.ts';
import { learnFrom } from './testing/orders.ts';
import { entriesOf } from './testing/told.ts';

describe('createNoise', () => {
  it('draws from a normal distribution of its deviation, the same for one name and another for each other', () => {
    const noise = createNoise(3, 3, 'secret');
    const drawn = Array.from({ length: 20_000 }, (_, i) => noise.noisy(0, `${i}`) / noise.sigma);
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;
    expect(mean(drawn)).toBeCloseTo(0, 1);
    expect(mean(drawn.map((value) => value ** 2))).toBeCloseTo(1, 1);
    expect(drawn.filter((value) => Math.abs(value) < 1.96).length / drawn.length).toBeCloseTo(0.95, 2);
    expect(noise.noisy(7, 'a')).toBe(noise.noisy(7, 'a'));
    expect(createNoise(3, 3).noisy(7, 'a')).not.toBe(createNoise(3, 3).noisy(7, 'a'));
  });

  it('satisfies the exact condition of the Gaussian mechanism (Balle & Wang, ICML 2018), with half of delta', () => {
    for (const epsilon of [0.1, 1, 3, 10]) {
      const { sigma } = createNoise(epsilon, 3, 'secret');
      const sensitivity = Math.sqrt(44);
      const [a, b] = [sensitivity / (2 * sigma), (epsilon * sigma) / sensitivity];
      const delta = below(a - b) - Math.exp(epsilon) * below(-a - b);
      expect(delta).toBeLessThanOrEqual(0.5e-6);
    }
  });

  it('tells of nothing that too few have, and hardly ever of what one shopper alone brings to that number', () => {
    const noise = createNoise(3, 3, 'secret');
    expect(Array.from({ length: 1000 }, (_, i) => noise.released(2, `${i}`))).toEqual(Array(1000).fill(0));
    expect((noise.least - 3) / noise.sigma).toBeGreaterThan(5.5); // a chance of 2e-8 for each of a shopper's pairs
    const many = Math.round(noise.least + 4 * noise.sigma);
    expect(noise.released(many, 'many')).toBeGreaterThan(0);
  });
});

/** The distribution function of the standard normal distribution, by Simpson's rule. */
function below(x: number): number {
  const [from, steps] = [-12, 20_000];
  const width = (x - from) / steps;
  let sum = 0;
  for (let i = 0; i <= steps; i++) {
    const factor = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
    sum += factor * Math.exp(-((from + i * width) ** 2) / 2);
  }
  return (sum * width) / 3 / Math.sqrt(2 * Math.PI);
}

it('keeps the eight latest items of a shopper, each in the order that it was first in', () => {
  const orders = [
    [1, 2],
    [2, 3],
    [4, 5, 6],
    [7, 8, 1],
    [9, 10],
  ].map((rows, at) => ({ at, rows }));
  expect(privateHistory({ known: true, orders }).orders.map(({ rows }) => rows)).toEqual([
    [3],
    [4, 5, 6],
    [7, 8],
    [9, 10],
  ]);
});

describe('with epsilon', () => {
  /** Most shoppers order two of the first four items, then one of the next two; some order two rare items. */
  function* lines(): Iterable<OrderLine> {
    const random = seeded(5);
    for (let who = 0; who < 3000; who++) {
      const shopper = `s${who}`;
      const rare = who % 100 === 0;
      const first = rare ? [10, 11] : [Math.floor(2 * random()), 2 + Math.floor(2 * random())];
      for (const row of first) yield { shopper, order: `a${who}`, at: 0, row };
      yield { shopper, order: `b${who}`, at: 1, row: 4 + Math.floor(2 * random()) };
    }
  }
  const names = Array.from({ length: 12 }, (_, row) => `item${row}`);

  it('tells of what hundreds of shoppers share, and not of what thirty do', () => {
    const { tables, columns } = learnFrom(lines(), names, { parameters: { epsilon: 3 } });
    const pairs = [...entriesOf(tables.next)].map(String);
    for (const row of [0, 1, 2, 3]) for (const other of [4, 5]) expect(pairs).toContain(`${row},${other}`);
    for (const table of [tables.next, tables.alsoViewed, tables.boughtTogether])
      for (const [row, other] of entriesOf(table)) expect(Math.max(row, other)).toBeLessThan(10);
    expect([...columns.popularity].map((value) => value > 0)).toEqual(names.map((_, row) => row < 6));
    expect([...columns.fresh, ...columns.rebuy]).toEqual(Array(24).fill(0));
  });

  it('tells other numbers each time', () => {
    const once = () => learnFrom(lines(), names, { parameters: { epsilon: 0.5 } });
    const all = Array.from({ length: 6 }, once).map(({ tables }) => String(tables.next.weights));
    expect(new Set(all).size).toBeGreaterThan(1);
  });
});
