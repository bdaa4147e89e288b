import type { Result } from './result.ts';
import type { Table } from './table.ts';

/**
 * One line for each contender: its latency at each of `sizes`, other figures at `size`. Leaves out contenders that find
 * nothing.
 */
export function summaryOf(results: readonly Result[], sizes: readonly number[], size: number): Table {
  const names = [...new Set(results.filter(({ recall }) => recall !== null).map(({ name }) => name))];
  const of = (name: string, rows: number) =>
    results.find((result) => result.name === name && result.rows === rows);
  const lines = names.flatMap((name) => {
    const here = of(name, size);
    if (!here) return [];
    const { backend, recall, build_ms, rss_mb, size_kb } = here;
    const latencies = sizes.map((rows) => latency(of(name, rows)?.p50_ms));
    return [
      [
        name,
        backend,
        ...latencies,
        recall!.toFixed(3),
        build_ms.toFixed(0),
        rss_mb?.toFixed(0) ?? '',
        size_kb.toFixed(0),
      ],
    ];
  });
  const heads = ['name', 'back end', ...sizes.map((rows) => `${rows.toLocaleString('en')} rows, ms`)];
  return { heads: [...heads, 'recall', 'build ms', 'memory MB', 'size kB'], lines };
}

function latency(ms: number | undefined): string {
  return ms === undefined ? '' : ms < 10 ? ms.toFixed(2) : ms.toFixed(0);
}
