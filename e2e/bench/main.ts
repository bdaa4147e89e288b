/** `npm run bench`: runs the contenders one after another, prints a table, writes JSON. */
import { rmSync, writeFileSync } from 'node:fs';
import { readArguments, usage, type Arguments } from './arguments.ts';
import { serveBench } from './bundle.ts';
import type { Contender } from './contender.ts';
import { contenders } from './contenders/list.ts';
import { measureInBrowser } from './in-browser.ts';
import { installPeers } from './install.ts';
import { compare, type Run } from './result.ts';
import { plainText, tableOf } from './table.ts';

const MOST_BYTES = 3e9;

let chosen: Arguments;
try {
  chosen = readArguments(process.argv.slice(2), contenders);
} catch (error) {
  console.error(`${messageOf(error)}\n\n${usage(contenders)}`);
  process.exit(2);
}
if (chosen.help) console.log(usage(contenders));
else await bench(chosen);

async function bench({ rows, k, dim, contenders: running, json }: Arguments): Promise<void> {
  installPeers();
  console.error('Building the page');
  const server = await serveBench();
  const runs: Run[] = [];
  try {
    const url = server.resolvedUrls!.local[0]!;
    for (const count of rows) {
      for (const contender of running) {
        const run = await attempt(contender, { count, dim, k }, url);
        if (run) runs.push(run);
      }
    }
  } finally {
    await server.close();
    rmSync(server.folder, { recursive: true });
  }
  const results = compare(runs);
  console.log(plainText(tableOf(results)));
  if (json) writeFileSync(json, `${JSON.stringify(results, null, 2)}\n`);
}

/** A failure is said and remembered in the exit code; the others still run. */
async function attempt(
  contender: Contender,
  shape: { count: number; dim: number; k: number },
  url: string,
): Promise<Run | undefined> {
  const { name, takes, copies } = contender;
  const head = `${shape.count.toLocaleString('en')} rows, ${name}`;
  const bytes = shape.count * shape.dim * (takes === 'f32' ? 4 : 1) * copies;
  if (bytes > MOST_BYTES) {
    console.error(`${head}: skipped, it would need ${(bytes / 1e9).toFixed(1)} GB`);
    return undefined;
  }
  try {
    const measured = await measureInBrowser(contender, shape, url);
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
