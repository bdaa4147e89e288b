/**
 * `npm run bench:report -- FILE...`: writes the table of latency.md, the plot and the short table of docs/figures.md
 * from the files of `npm run bench -- --json`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { latencyPlot } from './plot.ts';
import type { Result } from './result.ts';
import { summaryOf } from './summary.ts';
import { markdown, tableOf } from './table.ts';

const USAGE =
  'npm run bench:report -- FILE...   writes latency.md and latency.svg into e2e/bench, and docs/figures.md';

const MARKED = /(<!-- latency -->)[^]*(<!-- \/latency -->)/;
const SIZES = [10_000, 50_000, 200_000];

const files = process.argv.slice(2);
if (files.includes('--help')) console.log(USAGE);
else if (files.length === 0) {
  console.error(USAGE);
  process.exitCode = 2;
} else report(files);

/** If two files measured the same contender with the same rows, the later file counts. */
function report(given: readonly string[]): void {
  const latest = new Map<string, Result>();
  for (const file of given)
    for (const result of JSON.parse(readFileSync(file, 'utf8')) as Result[])
      latest.set(`${result.rows} ${result.name}`, result);
  const results = [...latest.values()].sort((a, b) => a.rows - b.rows || a.p50_ms - b.p50_ms);
  if (results.length === 0) throw new Error('no results in the files given');
  write('latency.svg', latencyPlot(results));
  writeTable('latency.md', markdown(tableOf(results)));
  writeTable('../../docs/figures.md', summary(results));
}

function summary(results: readonly Result[]): string {
  return markdown(summaryOf(results, SIZES, 50_000), (column) => column < 2);
}

/** Puts a table between the marks of a file. */
function writeTable(name: string, table: string): void {
  const page = readFileSync(pathOf(name), 'utf8');
  if (!MARKED.test(page)) throw new Error(`${name} lacks the marks ${MARKED.source}`);
  write(
    name,
    page.replace(MARKED, (_, begin: string, end: string) => `${begin}\n${table}${end}`),
  );
}

function write(name: string, content: string): void {
  writeFileSync(pathOf(name), content);
  console.log(relative(process.cwd(), pathOf(name)));
}

function pathOf(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
