/** `npm run bench`: measures the contenders one after another, prints a table and writes JSON. */
import { rmSync, writeFileSync } from 'node:fs';
import { readArguments, usage, type Arguments } from './arguments.ts';
import { serveBench } from './bundle.ts';
import type { Contender } from './contender.ts';
import type { Shape } from './data.ts';
import { contenders } from './contenders/list.ts';
import { measureInBrowser, type Site } from './in-browser.ts';
import { installPeers } from './install.ts';
import { compare, type Run } from './result.ts';
import { plainText, tableOf } from './table.ts';

const MAX_BYTES = 3e9;
const MAX_ROUND_MS = 30_000;

let chosen: Arguments;
try {
  chosen = readArguments(process.argv.slice(2), contenders);
} catch (error) {
  console.error(`${messageOf(error)}\n\n${usage(contenders)}`);
  process.exit(2);
}
if (chosen.help) console.log(usage(contenders));
else await bench(chosen);

async function bench({ rows, k, dim, rounds, contenders: running, json }: Arguments): Promise<void> {
  installPeers();
  console.error('Building the page');
  const server = await serveBench();
  const runs: Run[] = [];
  try {
    const site: Site = { url: server.resolvedUrls!.local[0]!, folder: server.folder };
    for (const count of rows) {
      runs.push(...(await measureAll(running, { count, dim, k }, rounds, site)));
    }
  } finally {
    await server.close();
    rmSync(server.folder, { recursive: true });
  }
  const results = compare(runs);
  console.log(plainText(tableOf(results)));
  if (json) writeFileSync(json, `${JSON.stringify(results, null, 2)}\n`);
}

/** Measures in rounds, so that a busy machine affects all contenders alike. Returns one run for each contender. */
async function measureAll(
  running: readonly Contender[],
  shape: Shape,
  rounds: number,
  site: Site,
): Promise<Run[]> {
  const runsOf = new Map<Contender, Run[]>(running.map((contender) => [contender, []]));
  const slow = new Set<Contender>();
  for (let round = 0; round < rounds; round++) {
    for (const [contender, runs] of runsOf) {
      if (slow.has(contender)) continue;
      const began = performance.now();
      const run = await attempt(contender, shape, site);
      if (run) runs.push(run);
      if (!run || performance.now() - began > MAX_ROUND_MS) slow.add(contender);
    }
  }
  return [...runsOf.values()].flatMap(medianRun);
}

/** The run with the median latency, the lower of two; empty if there are no runs. */
function medianRun(runs: readonly Run[]): Run[] {
  const sorted = [...runs].sort((a, b) => a.measured.p50_ms - b.measured.p50_ms);
  return sorted.slice(Math.floor((sorted.length - 1) / 2)).slice(0, 1);
}

/** Measures one contender. A failure is printed and sets the exit code, and the other contenders still run. */
async function attempt(contender: Contender, shape: Shape, site: Site): Promise<Run | undefined> {
  const { name, takes, copies } = contender;
  const head = `${shape.count.toLocaleString('en')} rows, ${name}`;
  const bytes = shape.count * shape.dim * (takes === 'f32' ? 4 : 1) * copies;
  if (bytes > MAX_BYTES) {
    console.error(`${head}: skipped, it would need ${(bytes / 1e9).toFixed(1)} GB`);
    return undefined;
  }
  try {
    const measured = await measureInBrowser(contender, shape, site);
    const speed =
      takes === 'int8' ? `, ${((shape.count * shape.dim) / measured.p50_ms / 1e6).toFixed(1)} GB/s` : '';
    console.error(`${head}: ${measured.p50_ms.toPrecision(3)} ms${speed}`);
    return { contender, rows: shape.count, k: shape.k, measured };
  } catch (error) {
    console.error(`${head}: FAILED, ${messageOf(error)}`);
    process.exitCode = 1;
    return undefined;
  }
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]!;
}
