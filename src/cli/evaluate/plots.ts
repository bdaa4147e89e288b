import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { Evaluation } from './evaluate.ts';
import { BASELINES, type Summary } from './summary.ts';

const { document } = parseHTML('<!doctype html><html></html>');
const WIDTH = 720;
const OWN = 'var(--own)';
const OTHER = 'var(--other)';

/** Plots recall against the length of the list. */
export function recallPlot({ metrics }: Summary, ks: readonly number[]): string {
  const points = ['vitrine', ...BASELINES].flatMap((system) =>
    metrics[system] ? ks.map((k) => ({ system, k, recall: metrics[system]![`recall@${k}`]! })) : [],
  );
  const last = Math.max(...ks);
  return svg({
    height: 360,
    marginRight: 110,
    x: { label: 'Items shown', ticks: [...ks] },
    y: { label: 'Recall', grid: true, zero: true },
    marks: [
      Plot.line(points, { x: 'k', y: 'recall', z: 'system', stroke: own, strokeWidth: 2 }),
      Plot.dot(points, { x: 'k', y: 'recall', fill: own, r: 3 }),
      Plot.text(
        points.filter(({ k }) => k === last),
        { x: 'k', y: 'recall', text: 'system', dx: 8, textAnchor: 'start', fill: own },
      ),
    ],
  });
}

/** Plots one metric of every system, best first, with its interval if there is one. */
export function barsPlot({ metrics, intervals }: Summary, metric: string, label: string): string {
  const bars = Object.keys(metrics)
    .map((system) => {
      const [low, high] = intervals[system]?.[metric] ?? [NaN, NaN];
      return { system, value: metrics[system]![metric]!, low, high };
    })
    .sort((a, b) => b.value - a.value);
  return svg({
    height: 24 * bars.length + 50,
    marginLeft: 150,
    x: { label, grid: true },
    y: { label: null, domain: bars.map(({ system }) => system) },
    marks: [
      Plot.barX(bars, { x: 'value', y: 'system', fill: own, insetTop: 3, insetBottom: 3 }),
      Plot.ruleY(
        bars.filter(({ low }) => !Number.isNaN(low)),
        { y: 'system', x1: 'low', x2: 'high', stroke: 'currentColor' },
      ),
      Plot.ruleX([0]),
    ],
  });
}

/** Plots the milliseconds that a shelf takes in this process: the median as a bar, the 95th percentile as a tick. */
export function latencyPlot({ latency }: Pick<Evaluation, 'latency'>): string {
  const rows = Object.entries(latency).map(([system, { p50, p95 }]) => ({ system, p50: p50!, p95: p95! }));
  return svg({
    height: 24 * rows.length + 50,
    marginLeft: 150,
    x: { label: 'Milliseconds for a shelf: median, and 95th percentile', grid: true },
    y: { label: null, domain: rows.map(({ system }) => system) },
    marks: [
      Plot.barX(rows, { x: 'p50', y: 'system', fill: own, insetTop: 3, insetBottom: 3 }),
      Plot.tickX(rows, { x: 'p95', y: 'system', stroke: 'currentColor' }),
      Plot.ruleX([0]),
    ],
  });
}

const own = ({ system }: { readonly system: string }) => (system === 'vitrine' ? OWN : OTHER);

function svg(options: Plot.PlotOptions): string {
  const scales = { x: { ...options.x }, y: { ...options.y }, color: { type: 'identity' as const } };
  const made = Plot.plot({ ...options, ...scales, width: WIDTH, document: document as unknown as Document });
  made.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return made.outerHTML;
}
