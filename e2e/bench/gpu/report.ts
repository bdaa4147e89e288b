import { markdown, type Table } from '../table.ts';
import type { Adapter } from './dawn.ts';
import type { KernelTimes } from './kernel-times.ts';
import type { Ask } from './random-scan.ts';
import type { ScanTimes } from './scan-times.ts';
import type { CheckedShapes } from './shapes.ts';
import type { TextModelTimes } from './text-model.ts';

/** All that one run measured; what `--json` writes. */
export interface Measured {
  readonly at: string;
  readonly node: string;
  readonly cpu: string;
  readonly adapter: Adapter;
  shapes?: CheckedShapes;
  /** Left out on a software adapter, whose speed says nothing of a GPU. */
  speed?: Speed;
  textModel?: TextModelTimes;
}

export interface Speed {
  readonly roundTrip: { readonly p50_ms: number; readonly p95_ms: number };
  readonly scans: readonly ScanTimes[];
  /** Empty where the adapter has no timestamps. */
  readonly kernels: readonly KernelTimes[];
}

/** Whether all hits were the oracle's, and the text model's vectors wasm's. */
export function isRight({ shapes, speed, textModel }: Measured): boolean {
  const scans = speed?.scans ?? [];
  return shapes?.wrong.length === 0 && scans.every(({ isSame }) => isSame) && textModel?.reason === undefined;
}

/** What computes, for a reader, in Markdown. */
export function describe({ at, node, cpu, adapter }: Measured): string {
  const { vendor, architecture, device, description } = adapter;
  const named = [vendor, architecture, device, description].filter(Boolean).join(', ');
  return `Adapter: ${named}${adapter.isSoftware ? ' (software)' : ''}. CPU: ${cpu}. Node ${node}, ${at}.`;
}

export function describeShapes({ shapes, ways, wrong }: CheckedShapes): string {
  const verdict = `${shapes} random shapes, each in ${ways.length} ways: ${wrong.length} differ from the oracle.`;
  return [verdict, ...wrong.slice(0, 5).map((shape) => `- ${JSON.stringify(shape)}`)].join('\n');
}

export function describeSpeed({ roundTrip, scans, kernels }: Speed): string {
  return [
    'GPU time of one scan right after other work (`alone`: after other scans only), medians; GB/s of the rows alone, the copy counted as read and written.',
    markdown(kernelTable(kernels), () => false).trimEnd(),
    `One scan, from the call to hits in JavaScript; a round trip to the GPU for nothing takes ${ms(roundTrip.p50_ms)} ms (p95 ${ms(roundTrip.p95_ms)}).`,
    markdown(scanTable(scans), (column) => column === 3).trimEnd(),
  ].join('\n\n');
}

function kernelTable(kernels: readonly KernelTimes[]): Table {
  const lines = kernels.map((times) => {
    const bytes = times.rows * times.dim;
    const rate = (count: number, milliseconds: number) => count / milliseconds / 1e6;
    const copy = rate(2 * bytes, times.copy_ms);
    const scan = rate(bytes, times.scan_ms);
    const pass = rate(bytes, times.pass_ms);
    return [
      ...[times.rows.toLocaleString('en'), asked(times), copy.toFixed(0)],
      ...[
        micro(times.scan_ms),
        micro(times.reduce_ms),
        micro(times.select_ms),
        micro(times.pass_ms),
        micro(times.scans_pass_ms),
      ],
      ...[scan.toFixed(0), percent(scan / copy), pass.toFixed(0), percent(pass / copy)],
    ];
  });
  const heads = ['rows', 'asked', 'copy GB/s', 'scan µs', 'reduce µs', 'select µs', 'all µs', 'alone µs'];
  return { heads: [...heads, 'scan GB/s', 'of copy', 'all GB/s', 'of copy'], lines };
}

function scanTable(scans: readonly ScanTimes[]): Table {
  const lines = scans.map((times) => [
    ...[times.rows.toLocaleString('en'), String(times.dim), asked(times), times.backend],
    ...[ms(times.p50_ms), ms(times.p95_ms), times.isSame ? 'yes' : 'NO'],
  ]);
  return { heads: ['rows', 'dim', 'asked', 'back end', 'p50 ms', 'p95 ms', 'same hits'], lines };
}

export function describeTextModel({ reason, wasm, webgpu, minCosine }: TextModelTimes): string {
  const verdict =
    reason ?? `Text model on WebGPU: cosine to wasm ${minCosine!.toFixed(6)} or more over 32 texts.`;
  const lines = Object.entries({ wasm, ...(webgpu && { webgpu }) }).map(([provider, times]) => [
    provider,
    ...[times.query_p50_ms, times.query_p95_ms, times.batch_p50_ms, times.load_ms].map(ms),
  ]);
  const heads = ['provider', 'query p50 ms', 'query p95 ms', '32 titles p50 ms', 'load ms'];
  return [verdict, markdown({ heads, lines }, (column) => column === 0).trimEnd()].join('\n\n');
}

function asked({ queries, k, masked, primed }: Ask): string {
  return [`${queries} × ${k}`, ...(masked ? ['mask'] : []), ...(primed ? ['prior'] : [])].join(', ');
}

function ms(value: number): string {
  return value.toFixed(value < 10 ? 3 : 1);
}

function micro(value: number): string {
  return (value * 1000).toFixed(1);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)}%`;
}
