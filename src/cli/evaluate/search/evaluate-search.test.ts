import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fakeEmbed } from '../../testing/fake-embed.ts';
import { runCli } from '../../testing/run-cli.ts';
import type { SearchEvaluation } from './evaluate-search.ts';
import { readJudgedQueries } from './judged-queries.ts';
import { measureSearch } from './search-figures.ts';

let folder: string;
const at = (name: string) => join(folder, name);
const write = (name: string, ...lines: string[]) => {
  writeFileSync(at(name), `${lines.join('\n')}\n`);
  return at(name);
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-evaluate-search-'));
  vi.stubEnv('XDG_CACHE_HOME', at('cache'));
  mkdirSync(at('model/onnx'), { recursive: true });
  for (const path of ['config.json', 'tokenizer.json', 'onnx/model.onnx']) write(`model/${path}`, '{}');
  write(
    'catalogue.csv',
    'id,title,description,price',
    'a,Red shoe,Suede with zebra laces,10',
    'b,Blue shoes,Leather,20',
    'c,Hat,Felt,5',
  );
  write('queries.tsv', 'query_id\tquery', 'q1\tshoe', 'q2\tzebra', 'q3\tquite unknown', 'q4\tnot judged');
  write(
    'judgments.tsv',
    'grade\tproduct_id\tquery_id',
    ...['3\ta\tq1', '2\tb\tq1', '0\tc\tq1', '3\ta\tq2', '3\tc\tq3'],
  );
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const evaluate = (...args: string[]) =>
  runCli(['evaluate', '--model', at('model'), '--catalogue', at('catalogue.csv'), ...args], fakeEmbed(8));
const files = () => ['--queries', at('queries.tsv'), '--judgments', at('judgments.tsv')];

describe('vitrine evaluate --queries', () => {
  it('measures words, vectors and both beside others in one run', async () => {
    const { code, stdout, stderr } = await evaluate(...files(), '--json');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const { items, queries, known, systems } = JSON.parse(stdout) as SearchEvaluation;
    expect({ items, queries, known }).toEqual({ items: 3, queries: 3, known: 1 });
    expect(Object.keys(systems)).toEqual(['words', 'vectors', 'both', 'MiniSearch', 'BM25']);
    expect(systems['words']).toMatchObject({
      'ndcg@10': 2 / 3,
      'recall@10': 2 / 3,
      mrr: 2 / 3,
      empty: 1 / 3,
    });
    expect(systems['both']!.empty).toBe(0);
    expect(systems['BM25']!['ndcg@10']).toBeLessThan(2 / 3); // it does not know a plural
    expect(systems['words']!.p95).toBeGreaterThanOrEqual(systems['words']!.p50);
  });

  it('prints a table', async () => {
    const { stdout } = await evaluate(...files());
    expect(stdout).toContain('3 queries, 3 items; the catalogue has 100 % of the judged items');
    expect(stdout).toMatch(/words +0\.667 +0\.667/);
  });

  it('says what is wrong with a file, and where', async () => {
    const wrong = async (queries: string, judgments: string) => {
      const { code, stderr } = await evaluate('--queries', queries, '--judgments', judgments);
      expect(code).toBe(1);
      return stderr;
    };
    const [queries, judgments] = [at('queries.tsv'), at('judgments.tsv')];
    expect(await wrong(at('none.tsv'), judgments)).toContain('none.tsv cannot be read');
    const nameless = write('nameless.tsv', 'one,two', 'a,b');
    expect(await wrong(nameless, judgments)).toMatch(/line 1 of .* one must be named query_id/);
    const graded = write('graded.tsv', 'query_id\tproduct_id\tgrade', 'q1\ta\t3', 'q1\tb\tgood');
    expect(await wrong(queries, graded)).toMatch(/line 3 of .* has the grade "good"/);
    const empty = write('empty.tsv', 'query_id\tproduct_id\tgrade', 'q1\t\t3');
    expect(await wrong(queries, empty)).toMatch(/line 2 of .* has nothing in the column product_id/);
    const stray = write('stray.tsv', 'query_id\tproduct_id\tgrade', 'q9\ta\t3');
    expect(await wrong(queries, stray)).toContain('judges the query "q9"');
    const others = write('others.tsv', 'query_id\tproduct_id\tgrade', 'q1\tzzz\t3');
    expect(await wrong(queries, others)).toContain('the catalogue has none of the 1 judged items');
  });

  it('takes its files together only', async () => {
    const { code, stderr } = await evaluate('--queries', at('queries.tsv'));
    expect(code).toBe(2);
    expect(stderr).toContain('needs --catalogue, --queries and --judgments');
  });
});

describe('judged queries', () => {
  it('gain a tenth for each grade below the best one, whether grades are binary or not', async () => {
    const [first] = await readJudgedQueries(at('queries.tsv'), at('judgments.tsv'));
    expect([...first!.gains]).toEqual([
      ['a', 1],
      ['b', 0.1],
      ['c', 0],
    ]);
    const binary = write('binary.tsv', 'query_id\titem_id\tgrade', 'q1\ta\t1', 'q1\tb\t0');
    const [only] = await readJudgedQueries(at('queries.tsv'), binary);
    expect([...only!.gains.values()]).toEqual([1, 0]);
  });

  it('are measured as their definitions say', async () => {
    const query = {
      query: 'x',
      gains: new Map([
        ['a', 1],
        ['b', 0.1],
      ]),
      right: new Set(['a']),
    };
    const figures = await measureSearch(() => ['z', 'a', 'b'], [query]);
    const ideal = 1 + 0.1 / Math.log2(3);
    expect(figures['ndcg@10']).toBeCloseTo((1 / Math.log2(3) + 0.1 / Math.log2(4)) / ideal);
    expect(figures).toMatchObject({ 'recall@10': 1, 'recall@20': 1, mrr: 0.5, empty: 0 });
  });
});
