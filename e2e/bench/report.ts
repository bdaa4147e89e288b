/**
 * `npm run bench:report -- FILE...`: a table in markdown, a plot, and README's short table, from what
 * `npm run bench -- --json` wrote.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { latencyPlot } from './plot.ts';
import type { Result } from './result.ts';
import { summaryOf } from './summary.ts';
import { markdown, tableOf } from './table.ts';

const USAGE =
  'npm run bench:report -- FILE...   writes latency.md and latency.svg into e2e/bench, and README';

const README = new URL('../../README.md', import.meta.url);
const MARKED = /(<!-- latency -->)[^]*(<!-- \/latency -->)/;
const SIZES = [10_000, 50_000, 200_000];

const files = process.argv.slice(2);
if (files.includes('--help')) console.log(USAGE);
else if (files.length === 0) {
  console.error(USAGE);
  process.exitCode = 2;
} else report(files);

/** Where two files have the same contender at as many rows, the later counts. */
function report(given: readonly string[]): void {
  const latest = new Map<string, Result>();
  for (const file of given)
    for (const result of JSON.parse(readFileSync(file, 'utf8')) as Result[])
      latest.set(`${result.rows} ${result.name}`, result);
  const results = [...latest.values()].sort((a, b) => a.rows - b.rows || a.p50_ms - b.p50_ms);
  if (results.length === 0) throw new Error('no results in the files given');
  write('latency.md', markdown(tableOf(results)));
  write('latency.svg', latencyPlot(results));
  write('../../README.md', withSummary(readFileSync(fileURLToPath(README), 'utf8'), results));
}

function withSummary(readme: string, results: readonly Result[]): string {
  const table = markdown(summaryOf(results, SIZES, 50_000), (column) => column < 2);
  return readme.replace(MARKED, (_, begin: string, end: string) => `${begin}\n${table}${end}`);
}

function write(name: string, content: string): void {
  const path = fileURLToPath(new URL(name, import.meta.url));
  writeFileSync(path, content);
  console.log(relative(process.cwd(), path));
}
