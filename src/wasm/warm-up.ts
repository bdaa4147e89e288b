import type { Hit, Scan, ScoreExactly } from '../core/ports.ts';

/** An optimised kernel comes by itself, some milliseconds after the first calls. */
const WARM_UP_MS = 5;

/** Scans for nothing, so that the browser has optimised kernel and caller when the first shopper's query comes. */
export function warmUp(dim: number, scan: (request: Scan) => Hit[], scoreExactly: ScoreExactly): void {
  const query = Int8Array.from({ length: dim }, (_, j) => ((j * 37) % 127) - 63);
  const exactQuery = Float32Array.from(query);
  const until = performance.now() + WARM_UP_MS;
  while (performance.now() < until) {
    const hits = scan({ queries: [query], k: 48 });
    scoreExactly(
      exactQuery,
      hits.map(({ row }) => row),
    );
  }
}
