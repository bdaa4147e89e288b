import type { Table } from '../bench/table.ts';
import type { SoakRow } from './tell.ts';

/** A row and the command that told it. */
export interface Told extends SoakRow {
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

/** Numbers to the right; what does not apply is left out. */
export function tableOf(told: readonly Told[]): Table {
  const lines = told.map(({ rounds, what, note = '', faults, lost, wrong, growth }) => [
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

/** In markdown: the rows of each command below it. */
export function sections(told: readonly Told[], markdown: (table: Table) => string): string {
  const commands = [...new Set(told.map(({ command }) => command))];
  return commands
    .map((command) => {
      const own = told.filter((row) => row.command === command);
      return `\`${command}\`\n\n${markdown(tableOf(own))}`;
    })
    .join('\n');
}

function count(value: number | undefined): string {
  return value === undefined ? '' : value.toLocaleString('en');
}
