/** `npm run soak:report -- FILE...`: puts what `npm run soak -- --json` wrote into docs/reliability.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { markdown } from '../bench/table.ts';
import { sections, type Told } from './table.ts';

const USAGE = 'npm run soak:report -- FILE...   of two files that tell of the same, the later counts';
const PAGE = new URL('../../docs/reliability.md', import.meta.url);
const [START, END] = ['<!-- figures -->\n', '<!-- end of figures -->'];

const files = process.argv.slice(2);
if (files.includes('--help')) console.log(USAGE);
else if (files.length === 0) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  const latest = new Map<string, Told>();
  for (const file of files)
    for (const row of JSON.parse(readFileSync(file, 'utf8')) as Told[]) latest.set(row.what, row);
  const page = readFileSync(PAGE, 'utf8');
  const [from, to] = [page.indexOf(START) + START.length, page.indexOf(END)];
  if (from < START.length || to < from) throw new Error('docs/reliability.md has no place for the figures');
  writeFileSync(
    PAGE,
    `${page.slice(0, from)}\n${sections([...latest.values()], markdown)}\n${page.slice(to)}`,
  );
}
