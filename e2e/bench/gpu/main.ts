/** `npm run bench:gpu`: builds what measures a GPU into a folder, and runs it there. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { installPeers } from '../install.ts';
import { bundleBench, ENTRY } from './bundle.ts';

const USAGE = `Measures Vitrine on this machine's GPU, by Dawn over Vulkan, Metal or Direct3D, in Node.

npm run bench:gpu -- [--rows 10000,50000,200000,1000000] [--shapes 200] [--no-model] [--json FILE]
                     [--folder FOLDER]

  --rows      sizes of the catalogue
  --shapes    how many random shapes are compared with the oracle
  --no-model  leaves the text model out
  --json      a file to write the results to
  --folder    writes a folder that has all but Node and the GPU's driver, and measures nothing. Take it to a machine that
              has no network, and run there: node FOLDER/${ENTRY}, with the other options

Prints a report in Markdown. On a software adapter it checks what is computed, and gives no speed. The exit code is 1 if
anything computed was wrong, 2 for wrong arguments.`;

let values;
try {
  ({ values } = parseArgs({
    options: {
      help: { type: 'boolean' },
      rows: { type: 'string' },
      shapes: { type: 'string' },
      'no-model': { type: 'boolean' },
      json: { type: 'string' },
      folder: { type: 'string' },
    },
  }));
} catch (error) {
  console.error(`${(error as Error).message}\n\n${USAGE}`);
  process.exit(2);
}
if (values.help) console.log(USAGE);
else if (values.folder !== undefined) {
  await bundle(resolve(values.folder));
  console.log(join(values.folder, ENTRY));
} else {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-gpu-'));
  try {
    await bundle(folder);
    process.exitCode = run(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function bundle(folder: string): Promise<void> {
  installPeers();
  await bundleBench(folder);
}

/** In a process of its own, as on a machine that has nothing but the folder. */
function run(folder: string): number {
  const given = [join(folder, ENTRY), ...process.argv.slice(2)];
  return spawnSync(process.execPath, given, { stdio: 'inherit' }).status ?? 1;
}
