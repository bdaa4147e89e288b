import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { Result } from './result.ts';

/** On no background, and with colours for light and dark, so that it suits any page. */
const STYLE = `<style>
svg { --text: #24292f; --own: #0969da; --other: #8c959f; color: var(--text) }
@media (prefers-color-scheme: dark) { svg { --text: #e6edf3; --own: #58a6ff } }
</style>`;

interface Point {
  readonly name: string;
  readonly rows: number;
  readonly ms: number;
}

/** Median latency, logarithmic: a line for each contender, fastest first, with a dot for each number of rows. */
export function latencyPlot(results: readonly Result[]): string {
  const points = results
    .map(({ name, rows, p50_ms }): Point => ({ name, rows, ms: p50_ms }))
    .sort((a, b) => a.rows - b.rows || a.ms - b.ms);
  const names = [...new Set(points.map(({ name }) => name))];
  return svg({
    width: 860,
    height: 22 * names.length + 100,
    marginLeft: 170,
    marginTop: 50,
    marginBottom: 50,
    style: { fontSize: '13px', background: 'none' },
    x: { type: 'log', label: 'Milliseconds a search, median', grid: true, tickFormat: String },
    y: { axis: null, domain: names },
    marks: [
      Plot.line(points, { x: 'ms', y: 'name', z: 'name', stroke: colour, strokeWidth: 2 }),
      Plot.dot(points, { x: 'ms', y: 'name', fill: colour, r: 4 }),
      Plot.text(
        points.filter(({ name }) => name === names[0]),
        { x: 'ms', y: 'name', text: ({ rows }: Point) => short(rows), dy: -15 },
      ),
      Plot.text(
        names.map((name) => ({ name })),
        { y: 'name', text: 'name', fill: colour, frameAnchor: 'left', textAnchor: 'end', dx: -10 },
      ),
    ],
  });
}

function colour({ name }: Pick<Point, 'name'>): string {
  return name.startsWith('vitrine') ? 'var(--own)' : 'var(--other)';
}

function short(rows: number): string {
  return `${rows.toLocaleString('en', { notation: 'compact' })} rows`;
}

function svg(options: Plot.PlotOptions): string {
  const { document } = parseHTML('<!doctype html><html></html>');
  const made = Plot.plot({
    ...options,
    color: { type: 'identity' },
    document: document as unknown as Document,
  });
  made.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  made.insertAdjacentHTML('afterbegin', STYLE);
  return `${made.outerHTML}\n`;
}
