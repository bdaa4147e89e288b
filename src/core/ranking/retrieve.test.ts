import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item } from '../../types/items.ts';
import { catalogueOf, limits } from '../testing/catalogue.ts';
import { randomRows, seeded } from '../vectors/random.ts';
import { byScoreThenRow } from '../vectors/rescore.ts';
import { createJsScorer } from '../vectors/score.ts';
import { admits } from './filters.ts';
import { retrieve, scoreRow, type Score } from './retrieve.ts';
import type { Limits } from './visit.ts';

const DIM = 8;

function shopOf(count: number, seed: number, groupOf: (row: number) => string | undefined) {
  const vectors = randomRows(count, DIM, seeded(seed));
  return catalogueOf(
    Array.from({ length: count }, (_, row) => {
      const group = groupOf(row);
      const vector = [...vectors.subarray(row * DIM, (row + 1) * DIM)];
      return { id: `${row}`, title: '', price: row, vector, ...(group !== undefined && { group }) };
    }),
  );
}

const scoreOf = (content: number, count: number, interests: number, seed: number): Score => {
  const random = seeded(seed);
  return {
    content,
    interests: Array.from({ length: interests }, () => ({ query: randomRows(1, DIM, random) })),
    // Many rows have no prior: without content these are never found.
    priors: Float64Array.from({ length: count }, () => Math.max(0, random() - 0.5)),
  };
};

/** The list by its definition: every row that may appear, best first, of each group the best, none of a group excluded. */
function bestOf(items: readonly Item[], scores: ReturnType<typeof scoreRow>[], given: Limits) {
  const { admission, threshold, rules } = given;
  const gone = new Set([...admission.excluded].map((row) => items[row]!.group));
  const groups = new Set<string>();
  return scores
    .filter(({ row, score }) => score > threshold && admits(admission, items[row]!, row))
    .sort(byScoreThenRow)
    .filter(({ row }) => {
      const { group } = items[row]!;
      if (group === undefined || rules.variants) return true;
      if (gone.has(group) || groups.has(group)) return false;
      groups.add(group);
      return true;
    })
    .map(({ row }) => row);
}

/** How far a score by 8 bits a number may be from the exact one, in cosines. */
const ROUNDING = 0.01;

describe('retrieve', () => {
  it('finds the best rows, one of each group, whatever the limits are, up to the rounding of a scan', async () => {
    const asked = fc.record({
      seed: fc.nat(1e6),
      count: fc.integer({ min: 1, max: 300 }),
      groups: fc.constantFrom(1, 3, 20, 1000),
      content: fc.constantFrom(0, 0.3, 1),
      interests: fc.integer({ min: 0, max: 3 }),
      limit: fc.integer({ min: 1, max: 12 }),
      threshold: fc.constantFrom(-2, 0, 0.4),
      excluded: fc.array(fc.nat(299), { maxLength: 4 }),
      maxPrice: fc.constantFrom(50, 300),
      variants: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        asked,
        async ({ seed, count, groups, content, interests, limit, threshold, ...rest }) => {
          // With several interests, variants that fill one interest's list may keep a better row off it: not exact there.
          const large = interests > 1 ? 1000 : groups;
          const catalogue = shopOf(count, seed, (row) => (row % 5 === 0 ? undefined : `${row % large}`));
          const score = scoreOf(content, count, interests, seed);
          const given = limits({
            limit,
            // Without content a row is found only if it has a prior, so its score is above 0.
            threshold: content === 0 || interests === 0 ? Math.max(0, threshold) : threshold,
            filters: { maxPrice: rest.maxPrice },
            excluded: new Set(rest.excluded.filter((row) => row < count)),
            rules: { variants: rest.variants },
          });
          const found = await retrieve(catalogue, createJsScorer(catalogue.rows), score, given);
          const scores = Array.from({ length: count }, (_, row) => scoreRow(catalogue.rows, score, row));
          const scoresOf = (some: readonly number[]) => some.map((row) => scores[row]!.score);
          const best = scoresOf(bestOf(catalogue.items, scores, given).slice(0, limit));
          const own = scoresOf(found.slice(0, limit).map(({ row }) => row));
          const certain = best.filter((one) => one > given.threshold + ROUNDING);
          expect(own.length).toBeGreaterThanOrEqual(certain.length);
          expect(own.length).toBeLessThanOrEqual(best.length);
          // If variants take most of a scan's list, its last rows count, and these are found by rounded scores.
          for (const [i, one] of own.entries()) expect(one).toBeGreaterThan(best[i]! - ROUNDING);
          for (const { row, score: sum } of found.slice(0, limit))
            expect(sum).toBeCloseTo(scores[row]!.score, 9);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('names the interest that each row is nearest to', async () => {
    const catalogue = shopOf(40, 1, () => undefined);
    const score = scoreOf(1, 40, 3, 2);
    const found = await retrieve(catalogue, createJsScorer(catalogue.rows), score, limits({ threshold: -2 }));
    for (const { row, nearest } of found) expect(nearest).toBe(scoreRow(catalogue.rows, score, row).nearest);
    expect(new Set(found.map(({ nearest }) => nearest)).size).toBe(3);
  });

  it('looks further if many variants of one product are the best of all', async () => {
    const many = shopOf(600, 3, (row) => (row < 590 ? 'same' : undefined));
    const priors = Float64Array.from({ length: 600 }, (_, row) => 1 - row / 600);
    for (const content of [0, 0.0001]) {
      const score = { ...scoreOf(content, 600, 1, 4), priors };
      const found = await retrieve(many, createJsScorer(many.rows), score, limits({ limit: 5 }));
      expect(found.slice(0, 5).map(({ row }) => row)).toEqual([0, 590, 591, 592, 593]);
    }
  });

  it('goes by the priors if they are far larger than the content', async () => {
    const catalogue = shopOf(300, 7, () => undefined);
    const priors = Float64Array.from({ length: 300 }, (_, row) => (row === 299 ? 1e9 : row));
    const score = { ...scoreOf(0.001, 300, 2, 8), priors };
    const found = await retrieve(catalogue, createJsScorer(catalogue.rows), score, limits({ limit: 3 }));
    expect(found.slice(0, 3).map(({ row }) => row)).toEqual([299, 298, 297]);
    expect(found[1]).toEqual(scoreRow(catalogue.rows, score, 298));
  });

  it('without content leaves out rows that have nothing for them', async () => {
    const catalogue = shopOf(4, 5, () => undefined);
    const score = { content: 0, interests: [], priors: Float64Array.of(0, 0.5, -0.5, 0) };
    const found = (threshold: number) =>
      retrieve(catalogue, createJsScorer(catalogue.rows), score, limits({ threshold }));
    expect(await found(0)).toEqual([{ row: 1, score: 0.5 }]);
    expect(await found(-1)).toEqual([
      { row: 1, score: 0.5 },
      { row: 2, score: -0.5 },
    ]);
  });
});

describe('scoreRow', () => {
  const { rows } = shopOf(3, 6, () => undefined);

  it('is the prior alone without content or without interests', () => {
    const priors = Float64Array.of(1, 2, 3);
    const { interests } = scoreOf(1, 3, 1, 1);
    expect(scoreRow(rows, { content: 0, interests, priors }, 1)).toEqual({ row: 1, score: 2 });
    expect(scoreRow(rows, { content: 1, interests: [], priors }, 2)).toEqual({ row: 2, score: 3 });
  });

  it('adds the content times the cosine to the nearest interest', () => {
    const priors = Float64Array.of(1, 2, 3);
    const interests = [1, -1].map((x) => ({ query: Float32Array.of(x, 0, 0, 0, 0, 0, 0, 0) }));
    const cosine = Math.abs(rows.data[DIM]! * rows.scales[1]!);
    const { score, nearest } = scoreRow(rows, { content: 2, interests, priors }, 1);
    expect(score).toBeCloseTo(2 * cosine + 2, 6);
    expect(nearest).toBe(rows.data[DIM]! > 0 ? 0 : 1);
  });
});
