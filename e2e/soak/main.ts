/** `npm run soak`: runs the fault tests in their long form one after another, prints a table and writes JSON. */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { plainText } from '../bench/table.ts';
import { tableOf, type CommandRow } from './table.ts';
import type { SoakRow } from '../../src/testing/soak.ts';

const USAGE = `npm run soak -- [--only TEXT] [--json FILE]
  --only TEXT   only the runs whose command contains the text
  --json FILE   a file for the results, which npm run soak:report -- FILE reads`;

const vitest = 'npx vitest run --project node';
const playwright = 'npx playwright test --config e2e/playwright.config.ts';

/** The commands, each with its limit in minutes. */
const RUNS: readonly (readonly [command: string, minutes: number])[] = [
  [`${vitest} src/pack/faults.test.ts src/pack/formats.test.ts src/worker/formats.test.ts`, 5],
  [`${playwright} gpu-faults.spec`, 8],
  [`${playwright} load.spec`, 15],
  [`${playwright} kills.spec`, 20],
  [`${playwright} races.spec`, 20],
];

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, json: { type: 'string' }, help: { type: 'boolean' } },
});
if (values.help) console.log(USAGE);
else await soak(RUNS.filter(([command]) => command.includes(values.only)));

async function soak(runs: typeof RUNS): Promise<void> {
  const measured: CommandRow[] = [];
  for (const [command, minutes] of runs) {
    console.error(`${command} (at most ${minutes} minutes)`);
    const { rows, code } = await run(command, minutes);
    measured.push(...rows.map((row) => ({ ...row, command: `VITRINE_SOAK=1 ${command}` })));
    if (code !== 0) {
      console.error(`FAILED with code ${code}: ${command}`);
      process.exitCode = 1;
    }
  }
  console.log(plainText(tableOf(measured)));
  if (values.json) writeFileSync(values.json, `${JSON.stringify(measured, null, 2)}\n`);
}

/** Runs a command to its end or its limit, and collects the rows that it prints with `tellSoak`. */
async function run(command: string, minutes: number): Promise<{ rows: SoakRow[]; code: number | null }> {
  const [name, ...words] = command.split(' ');
  const child = spawn(name!, words, {
    env: { ...process.env, VITRINE_SOAK: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: minutes * 60_000,
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const rows: SoakRow[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const [, json] = /^soak (\{.*\})\s*$/.exec(line) ?? [];
    if (json === undefined) console.error(line);
    else rows.push(JSON.parse(json) as SoakRow);
  }
  return { rows, code: await ended };
}
