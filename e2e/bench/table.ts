import type { Result } from './result.ts';

/** The headings and the cells of a table. */
export interface Table {
  readonly heads: readonly string[];
  readonly lines: readonly (readonly string[])[];
}

export function tableOf(results: readonly Result[]): Table {
  const heads = [
    'rows',
    'name',
    'back end',
    'p50 ms',
    'p95 ms',
    'recall',
    'build ms',
    'first ms',
    'memory MB',
    'size kB',
    'x js-f32',
    'x ort',
    'of stream',
  ];
  const lines = results.map((result) => [
    result.rows.toLocaleString('en'),
    result.name,
    result.backend,
    milliseconds(result.p50_ms),
    milliseconds(result.p95_ms),
    shown(result.recall, (value) => value.toFixed(4)),
    result.build_ms.toFixed(0),
    milliseconds(result.first_ms),
    shown(result.rss_mb, (value) => value.toFixed(0)),
    result.size_kb.toFixed(0),
    shown(result.ratio_js, (value) => value.toFixed(2)),
    shown(result.ratio_ort, (value) => value.toFixed(2)),
    shown(result.share_stream, (value) => `${(100 * value).toFixed(0)}%`),
  ]);
  return { heads, lines };
}

/** For a terminal: numbers are aligned right, names left. */
export function plainText({ heads, lines }: Table): string {
  const widths = heads.map((head, i) => Math.max(head.length, ...lines.map((line) => line[i]!.length)));
  return [heads, ...lines]
    .map((line) =>
      line
        .map((cell, i) => (nameColumns(i) ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** @param isName Whether a column has names, which are aligned left. */
export function markdown({ heads, lines }: Table, isName: (column: number) => boolean = nameColumns): string {
  const rule = heads.map((_, i) => (isName(i) ? '---' : '---:'));
  return [heads, rule, ...lines].map((line) => `| ${line.join(' | ')} |\n`).join('');
}

function nameColumns(column: number): boolean {
  return column === 1 || column === 2;
}

function milliseconds(value: number): string {
  return value.toPrecision(3).includes('e') ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}

function shown(value: number | null, show: (value: number) => string): string {
  return value === null ? '' : show(value);
}
