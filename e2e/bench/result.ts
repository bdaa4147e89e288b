import type { Contender } from './contender.ts';
import type { Measured } from './in-browser.ts';

/** One line of the table and of the JSON file. null where there is no such figure. */
export interface Result extends Measured {
  readonly name: string;
  readonly backend: Contender['backend'];
  readonly rows: number;
  readonly k: number;
  /** How many times as fast as `js-f32` in this run at as many rows. */
  readonly ratio_js: number | null;
  /** How many times as fast as onnxruntime-web with as many threads, or on WebGPU. */
  readonly ratio_ort: number | null;
  /** Time of only reading the int8 rows (on WebGPU: copying them), with as many threads, as a share of this contender's. */
  readonly share_stream: number | null;
}

export interface Run {
  readonly contender: Contender;
  readonly rows: number;
  readonly k: number;
  readonly measured: Measured;
}

/** Sets every run against the baselines among the same runs. */
export function compare(runs: readonly Run[]): Result[] {
  return runs.map(({ contender, rows, k, measured }) => {
    const { name, backend, threads } = contender;
    const against = (baseline: string): number | null => {
      const run = runs.find((one) => one.contender.name === baseline && one.rows === rows);
      return run ? run.measured.p50_ms / measured.p50_ms : null;
    };
    return {
      name,
      backend,
      rows,
      k,
      p50_ms: measured.p50_ms,
      p95_ms: measured.p95_ms,
      recall: measured.recall,
      build_ms: measured.build_ms,
      first_ms: measured.first_ms,
      rss_mb: measured.rss_mb,
      size_kb: measured.size_kb,
      ratio_js: against('js-f32'),
      ratio_ort: against(backend === 'webgpu' ? 'ort-gemm-webgpu' : `ort-gemm-${threads}`),
      share_stream: against(backend === 'webgpu' ? 'stream-webgpu' : `stream-${threads}`),
    };
  });
}
