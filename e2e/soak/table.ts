import type { Table } from '../bench/table.ts';
import type { SoakRow } from '../../src/testing/soak.ts';

/** A row and the command that measured it. */
export interface CommandRow extends SoakRow {
  readonly command: string;
}

const HEADS = [
  'rounds',
  'what',
  'also measured',
  'faults injected',
  'events lost',
  'wrong shelves',
  'memory growth',
];

/** Figures that are undefined become empty cells. */
export function tableOf(rows: readonly CommandRow[]): Table {
  const lines = rows.map(({ rounds, what, note = '', faults, lost, wrong, growth }) => [
    count(rounds),
    what,
    note,
    count(faults),
    count(lost),
    count(wrong),
    growth === undefined ? '' : `${(growth / 1e6).toFixed(2)} MB`,
  ]);
  return { heads: HEADS, lines };
}

/** In markdown: each command, then a table of its rows. */
export function sections(rows: readonly CommandRow[], markdown: (table: Table) => string): string {
  const commands = [...new Set(rows.map(({ command }) => command))];
  return commands
    .map((command) => {
      const own = rows.filter((row) => row.command === command);
      return `\`${command}\`\n\n${markdown(tableOf(own))}`;
    })
    .join('\n');
}

function count(value: number | undefined): string {
  return value === undefined ? '' : value.toLocaleString('en');
}
