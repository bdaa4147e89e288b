import type { Result } from './result.ts';
import { labelHeights, logScale, ticks, type Scale } from './scale.ts';

const WIDTH = 980; // room for the longest label in a wide font
const HEIGHT = 560;
const PLOT = { left: 64, right: 660, top: 56, bottom: 512 };
const LABEL_HEIGHT = 17;

/** Vitrine in colour, the floor dashed, the others grey: the eye should find one line first. */
const STYLE = `
text { font: 13px system-ui, sans-serif; fill: #24292f }
.title { font-size: 16px; font-weight: 600 }
.grid { stroke: #d0d7de; stroke-width: 1 }
.line { fill: none; stroke: #8c959f; stroke-width: 1.5 }
.dot { fill: #8c959f }
.vitrine .line { stroke: #0969da; stroke-width: 2.5 }
.vitrine .dot, .vitrine text { fill: #0969da; font-weight: 600 }
.stream .line { stroke-dasharray: 4 4 }
.lead { stroke: #8c959f; stroke-width: .5 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 }
  .grid { stroke: #30363d }
  .vitrine .line { stroke: #58a6ff }
  .vitrine .dot, .vitrine text { fill: #58a6ff }
}`;

/** Median latency against rows, both logarithmic, each line named at its end. On no background, so it suits any page. */
export function latencyPlot(results: readonly Result[]): string {
  const names = [...new Set(results.map(({ name }) => name))];
  const x = logScale(
    results.map(({ rows }) => rows),
    PLOT.left,
    PLOT.right,
  );
  const y = logScale(
    results.map(({ p50_ms }) => p50_ms),
    PLOT.bottom,
    PLOT.top,
  );
  const lines = names.map((name) => ({
    name,
    points: results
      .filter((result) => result.name === name)
      .sort((a, b) => a.rows - b.rows)
      .map(({ rows, p50_ms }) => ({ x: x.at(rows), y: y.at(p50_ms), rows, ms: p50_ms })),
  }));
  const mostRows = Math.max(...results.map(({ rows }) => rows));
  const heights = labelHeights(
    lines.map(({ points }) => points.at(-1)!.y),
    LABEL_HEIGHT,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img">
<title>Median milliseconds a search against rows in the catalogue</title>
<style>${STYLE}
</style>
<text class="title" x="${PLOT.left}" y="24">Milliseconds a search, median (lower is better)</text>
${grid(x, y)}
${lines.map((line, i) => drawn(line, heights[i]!, mostRows)).join('\n')}
</svg>
`;
}

function grid(x: Scale, y: Scale): string {
  const across = ticks(y).map(
    (ms) =>
      `<path class="grid" d="M${PLOT.left} ${y.at(ms)}H${PLOT.right}"/>` +
      `<text x="${PLOT.left - 8}" y="${y.at(ms) + 4}" text-anchor="end">${rounded(ms)}</text>`,
  );
  const up = ticks(x).map(
    (rows) =>
      `<path class="grid" d="M${x.at(rows)} ${PLOT.top}V${PLOT.bottom}"/>` +
      `<text x="${x.at(rows)}" y="${PLOT.bottom + 20}" text-anchor="middle">${rows.toLocaleString('en')}</text>`,
  );
  const name = `<text x="${PLOT.right}" y="${PLOT.bottom + 40}" text-anchor="end">rows</text>`;
  return [...across, ...up, name].join('\n');
}

interface Line {
  readonly name: string;
  readonly points: readonly Point[];
}
interface Point {
  readonly x: number;
  readonly y: number;
  readonly rows: number;
  readonly ms: number;
}

/** The label gives the last figure, and says where that is if the line ends early. */
function drawn({ name, points }: Line, labelHeight: number, mostRows: number): string {
  const kind = /^(vitrine|stream)/.exec(name)?.[0] ?? 'other';
  const end = points.at(-1)!;
  const labelled = PLOT.right + 36;
  const early = end.rows < mostRows ? ` at ${end.rows.toLocaleString('en')}` : '';
  return `<g class="${kind}">
<path class="line" d="M${points.map((point) => `${point.x} ${point.y}`).join('L')}"/>
${points.map((point) => `<circle class="dot" cx="${point.x}" cy="${point.y}" r="3"/>`).join('')}
<path class="lead" d="M${end.x + 5} ${end.y}L${labelled - 4} ${labelHeight}"/>
<text x="${labelled}" y="${labelHeight + 4}">${name} ${rounded(end.ms)}${early}</text>
</g>`;
}

function rounded(ms: number): string {
  return Number(ms.toPrecision(2)).toLocaleString('en');
}
