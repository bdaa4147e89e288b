import type { Hit, Rows, Scan, ScoreExactly } from '../core/ports.ts';
import { quantiseQuery } from '../core/vectors/quantise.ts';
import { poolSize, rescore } from '../core/vectors/rescore.ts';

/** Browsers replace a kernel by its optimised code some milliseconds after the first calls. */
const WARM_UP_MS = 5;
const WARM_UP_ROWS = 2048;
const SHELF = 20;

/**
 * Runs searches without a use for their result, so that the browser has optimised the kernel and its callers before the
 * first query: some rows many times, then all rows once, so that their memory pages are mapped.
 *
 * @param scan Scans the first `count` rows.
 */
export function warmUp(
  rows: Rows,
  scan: (request: Scan, count: number) => Hit[],
  scoreExactly: ScoreExactly,
): void {
  const query = Float32Array.from({ length: rows.dim }, (_, j) => ((j * 37) % 127) - 63);
  const search = (count: number) => {
    const hits = scan({ queries: [quantiseQuery(query).values], k: poolSize(SHELF) }, count);
    rescore(rows, query, hits, undefined, scoreExactly);
  };
  const until = performance.now() + WARM_UP_MS;
  while (performance.now() < until) search(Math.min(rows.count, WARM_UP_ROWS));
  search(rows.count);
}
