import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rows, Scan, Scorer } from '../ports.ts';
import { quantiseQuery, quantiseRows } from './quantise.ts';
import { dotExact } from './rescore.ts';
import { randomRows, seeded } from './random.ts';
import { createJsScorer } from './score.ts';

/** A catalogue of orthogonal unit rows: row r is the axis r. */
function axes(count: number): Rows {
  const embeddings = new Float32Array(count * count);
  for (let row = 0; row < count; row++) embeddings[row * count + row] = 1;
  return quantiseRows(embeddings, count);
}

const mask = (count: number, ...rows: number[]): Uint32Array<ArrayBuffer> => {
  const words = new Uint32Array(Math.ceil(count / 32));
  for (const row of rows) words[row >>> 5]! |= 1 << (row & 31);
  return words;
};

/** The tests that every scorer must pass. @param runs How many random scans are compared with the oracle's. */
export function scorerContract(name: string, create: (rows: Rows) => Promise<Scorer>, runs = 60): void {
  const scan = async (rows: Rows, request: Scan) => {
    const scorer = await create(rows);
    try {
      return await scorer.scan(request);
    } finally {
      scorer.dispose();
    }
  };
  const rowsOf = async (rows: Rows, request: Scan) =>
    (await scan(rows, request)).map((hits) => hits.map(({ row }) => row));

  describe(name, () => {
    // 1 on axis 5, then 0.5 on axis 2; all others score 0 and tie.
    const query = quantiseQuery(
      Float32Array.from({ length: 8 }, (_, j) => (j === 5 ? 1 : j === 2 ? 0.5 : 0)),
    ).values;

    it('puts the nearest row first, and ties in row order', async () => {
      expect(await rowsOf(axes(8), { queries: [query], k: 4 })).toEqual([[5, 2, 0, 1]]);
    });

    it('gives all rows if k is more than there are', async () => {
      expect(await rowsOf(axes(8), { queries: [query], k: 100 })).toEqual([[5, 2, 0, 1, 3, 4, 6, 7]]);
    });

    it('fills the list with the next rows that the mask lets appear', async () => {
      expect(await rowsOf(axes(8), { queries: [query], k: 2, mask: mask(8, 2, 6, 7) })).toEqual([[2, 6]]);
    });

    it('gives an empty list if the mask lets no row appear', async () => {
      expect(await rowsOf(axes(8), { queries: [query], k: 2, mask: mask(8) })).toEqual([[]]);
    });

    it('adds the prior before it picks the best', async () => {
      const prior = new Int32Array(8);
      prior[7] = 2 ** 23;
      expect(await rowsOf(axes(8), { queries: [query], k: 2, prior })).toEqual([[7, 5]]);
    });

    it('answers each query of a scan by itself', async () => {
      const other = quantiseQuery(Float32Array.from({ length: 8 }, (_, j) => (j === 3 ? 1 : 0))).values;
      expect(await rowsOf(axes(8), { queries: [query, other], k: 1 })).toEqual([[5], [3]]);
    });

    it('gives empty lists for an empty catalogue', async () => {
      const empty = quantiseRows(new Float32Array(0), 8);
      expect(await scan(empty, { queries: [query], k: 3 })).toEqual([[]]);
    });

    it('scores a row of zeros 0, between a row along the query and a row against it', async () => {
      const embeddings = new Float32Array(24);
      embeddings[5] = -1; // row 0
      embeddings[16 + 5] = 1; // row 2
      const [hits] = await scan(quantiseRows(embeddings, 8), { queries: [query], k: 3 });
      expect(hits!.map(({ row, key }) => [row, Math.sign(key)])).toEqual([
        [2, 1],
        [1, 0],
        [0, -1],
      ]);
    });

    it('gives rows in order for a query of zeros', async () => {
      expect(await rowsOf(axes(8), { queries: [new Int8Array(8)], k: 3 })).toEqual([[0, 1, 2]]);
    });

    it('refuses rows whose dim is not a multiple of 4, and rows of another size than stated', async () => {
      const request = { queries: [new Int8Array(6)], k: 1 };
      const odd = { count: 2, dim: 6, data: new Int8Array(12), scales: new Float32Array(2) };
      await expect(scan(odd, request)).rejects.toMatchObject({ code: 'bad-shape' });
      await expect(scan({ ...axes(8), count: 9 }, request)).rejects.toMatchObject({ code: 'bad-shape' });
    });

    it.each([
      ['k of 0', { queries: [query], k: 0 }, 'bad-argument'],
      ['k past the limit', { queries: [query], k: 257 }, 'bad-argument'],
      ['no query', { queries: [], k: 1 }, 'bad-argument'],
      ['a query of another size', { queries: [new Int8Array(4)], k: 1 }, 'bad-shape'],
      ['a mask of another size', { queries: [query], k: 1, mask: new Uint32Array(2) }, 'bad-shape'],
      ['a prior of another size', { queries: [query], k: 1, prior: new Int32Array(7) }, 'bad-shape'],
    ])('refuses %s', async (_, request: Scan, code) => {
      await expect(scan(axes(8), request)).rejects.toMatchObject({ code });
    });

    it('gives overlapping scans the same hits as one after the other', async () => {
      const rows = quantiseRows(randomRows(500, 32, seeded(3)), 32);
      const requests = Array.from({ length: 5 }, (_, i) => ({
        queries: [quantiseQuery(randomRows(1, 32, seeded(i))).values],
        k: 5 + i,
      }));
      const scorer = await create(rows);
      const together = await Promise.all(requests.map((request) => scorer.scan(request)));
      scorer.dispose();
      const oracle = createJsScorer(rows);
      expect(together).toEqual(await Promise.all(requests.map((request) => oracle.scan(request))));
    });

    it('scores rows exactly as the oracle does, to the bit, if it scores exactly by itself', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 0, max: 1e6 }),
          fc.integer({ min: 1, max: 33 }),
          fc.integer({ min: 1, max: 600 }),
          async (seed, fours, count) => {
            const dim = 4 * fours;
            const random = seeded(seed);
            const rows = quantiseRows(randomRows(300, dim, random), dim);
            const query = randomRows(1, dim, random);
            const wanted = Array.from({ length: count }, () => Math.floor(random() * 300));
            const scorer = await create(rows);
            const scores = scorer.scoreExactly?.(query, wanted);
            if (scores) expect(Array.from(scores)).toEqual(wanted.map((row) => dotExact(rows, row, query)));
            scorer.dispose();
          },
        ),
        { numRuns: runs },
      );
    });

    it('gives the same hits as the oracle, to the bit', async () => {
      const request = fc.record({
        seed: fc.integer({ min: 0, max: 1e6 }),
        count: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1000, max: 5000 })),
        dim: fc.integer({ min: 1, max: 33 }).map((n) => 4 * n),
        queries: fc.integer({ min: 1, max: 8 }),
        k: fc.integer({ min: 1, max: 256 }),
        masked: fc.boolean(),
        primed: fc.boolean(),
      });
      await fc.assert(
        fc.asyncProperty(request, async ({ seed, count, dim, queries, k, masked, primed }) => {
          const random = seeded(seed);
          const rows = quantiseRows(randomRows(count, dim, random), dim);
          const wanted: Scan = {
            queries: Array.from({ length: queries }, () => quantiseQuery(randomRows(1, dim, random)).values),
            k,
            ...(masked && {
              mask: Uint32Array.from({ length: Math.ceil(count / 32) }, () => (random() * 2 ** 32) >>> 0),
            }),
            ...(primed && {
              prior: Int32Array.from({ length: count }, () => Math.floor((random() - 0.5) * 2 ** 20)),
            }),
          };
          expect(await scan(rows, wanted)).toEqual(await createJsScorer(rows).scan(wanted));
        }),
        { numRuns: runs },
      );
    });
  });
}
