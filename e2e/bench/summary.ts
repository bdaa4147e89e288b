import type { Result } from './result.ts';
import type { Table } from './table.ts';

/** A line a contender: latency at each size, and the rest at the size named. Baselines that find nothing are left out. */
export function summaryOf(results: readonly Result[], sizes: readonly number[], at: number): Table {
  const names = [...new Set(results.filter(({ recall }) => recall !== null).map(({ name }) => name))];
  const of = (name: string, rows: number) =>
    results.find((result) => result.name === name && result.rows === rows);
  const lines = names.flatMap((name) => {
    const here = of(name, at);
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
