import type { Evaluation } from './evaluate.ts';
import type { Lead, Summary } from './summary.ts';

const SHOWN = ['recall', 'hr', 'ndcg', 'mrr', 'coverage', 'diversity', 'popularity'];

/** Describes an evaluation for a terminal. */
export function describe(evaluation: Evaluation): string {
  const { protocol, users, items, learnSeconds, tableBytesPerItem, note, baskets } = evaluation;
  const k = longest(evaluation);
  return [
    `${protocol}: ${users} shoppers, ${items} items; learned in ${learnSeconds.toFixed(1)} s, ${tableBytesPerItem.toFixed(0)} bytes of tables for each item`,
    ...(note === undefined ? [] : [note]),
    '',
    table(evaluation, k),
    leadSentence(evaluation.lead[`ndcg@${k}`]!, `NDCG@${k}`),
    ...(baskets
      ? [
          '',
          `Completing ${baskets.cases} baskets:`,
          table(baskets, k),
          leadSentence(baskets.lead[`ndcg@${k}`]!, `NDCG@${k}`),
        ]
      : []),
    '',
  ].join('\n');
}

/** The length of the longest lists. */
export function longest({ metrics }: Pick<Summary, 'metrics'>): number {
  return Math.max(...Object.keys(metrics['vitrine']!).map((name) => Number(name.split('@')[1])));
}

export function leadSentence({ baseline, relative, interval }: Lead, metric: string): string {
  const [low, high] = interval;
  const sure =
    low > 0 ? 'significantly better' : high < 0 ? 'significantly worse' : 'no significant difference';
  const percent = Number.isFinite(relative)
    ? `${relative > 0 ? '+' : ''}${(100 * relative).toFixed(1)} %`
    : 'the baseline has 0';
  return `${metric} against the best baseline, ${baseline}: ${percent}, 95 % interval of the difference ${low.toFixed(4)} to ${high.toFixed(4)} (${sure})`;
}

function table({ metrics }: Pick<Summary, 'metrics'>, k: number): string {
  const names = SHOWN.map((name) => `${name}@${k}`);
  const rows = [
    ['', ...names],
    ...Object.entries(metrics).map(([system, values]) => [
      system,
      ...names.map((name) => values[name]!.toFixed(4)),
    ]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '),
    )
    .join('\n');
}
