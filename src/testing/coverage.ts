/** Prints how much of each folder of `src` the unit tests reach, as a table: `npm run coverage`. */
import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';

type Metric = 'lines' | 'branches';
type Counts = Record<Metric, { total: number; covered: number }>;

const files = JSON.parse(readFileSync('.cache/coverage/coverage-summary.json', 'utf8')) as Record<
  string,
  Counts
>;
const folders = new Map<string, Counts[]>();
for (const [file, counts] of Object.entries(files)) {
  if (file === 'total') continue;
  const [, folder = '', rest] = relative('.', file).split(sep);
  const name = rest ? `src/${folder}` : 'src';
  folders.set(name, [...(folders.get(name) ?? []), counts]);
}

const share = (counts: Counts[], metric: Metric) => {
  const sum = (of: 'total' | 'covered') => counts.reduce((total, each) => total + each[metric][of], 0);
  return `${((100 * sum('covered')) / sum('total')).toFixed(1)} %`;
};
const row = (name: string, counts: Counts[]) =>
  `| ${name} | ${counts.reduce((total, { lines }) => total + lines.total, 0)} | ${share(counts, 'lines')} | ${share(counts, 'branches')} |`;
const table = [
  '| folder | lines | lines reached | branches reached |',
  '| --- | ---: | ---: | ---: |',
  ...[...folders]
    .filter(([, all]) => all.some(({ lines }) => lines.total > 0))
    .toSorted()
    .map(([name, counts]) => row(`\`${name}\``, counts)),
  row('all', [...folders.values()].flat()),
];
process.stdout.write(`${table.join('\n')}\n`);
