/** `npm run soak:report -- FILE...`: puts the results of `npm run soak -- --json` into docs/reliability.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { markdown } from '../bench/table.ts';
import { sections, type CommandRow } from './table.ts';

const USAGE = 'npm run soak:report -- FILE...   if two files have the same row, the later file counts';
const PAGE = new URL('../../docs/reliability.md', import.meta.url);
const [START, END] = ['<!-- figures -->\n', '<!-- end of figures -->'];

const files = process.argv.slice(2);
if (files.includes('--help')) console.log(USAGE);
else if (files.length === 0) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  const latest = new Map<string, CommandRow>();
  for (const file of files)
    for (const row of JSON.parse(readFileSync(file, 'utf8')) as CommandRow[]) latest.set(row.what, row);
  const page = readFileSync(PAGE, 'utf8');
  const [from, to] = [page.indexOf(START) + START.length, page.indexOf(END)];
  if (from < START.length || to < from)
    throw new Error(`docs/reliability.md lacks the marks ${START.trim()} and ${END}`);
  writeFileSync(
    PAGE,
    `${page.slice(0, from)}\n${sections([...latest.values()], markdown)}\n${page.slice(to)}`,
  );
}
