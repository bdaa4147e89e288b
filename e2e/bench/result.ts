import type { Contender } from './contender.ts';
import type { Measured } from './in-browser.ts';

/** One line of the table and of the JSON file; null for a figure that was not measured. */
export interface Result extends Measured {
  readonly name: string;
  readonly backend: Contender['backend'];
  readonly rows: number;
  readonly k: number;
  /** How many times as fast as `js-f32` in the same run with the same rows. */
  readonly ratio_js: number | null;
  /** How many times as fast as onnxruntime-web with as many threads, or on WebGPU. */
  readonly ratio_ort: number | null;
  /** The time to only read the int8 rows (to copy them, on WebGPU) with as many threads, divided by this contender's. */
  readonly share_stream: number | null;
}

export interface Run {
  readonly contender: Contender;
  readonly rows: number;
  readonly k: number;
  readonly measured: Measured;
}

/** Compares every run with the baselines among them. */
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
