import { parseArgs } from 'node:util';
import type { Contender } from './contender.ts';

export interface Arguments {
  readonly help: boolean;
  readonly rows: readonly number[];
  readonly k: number;
  readonly dim: number;
  readonly rounds: number;
  readonly contenders: readonly Contender[];
  readonly json: string | undefined;
}

export const usage = (contenders: readonly Contender[]): string =>
  `Compares Vitrine's search with other libraries in a real Chromium.

npm run bench -- [--rows 10000,50000] [--only NAME,NAME] [--k 20] [--dim 384] [--rounds 1] [--json FILE]

  --rows   numbers of rows, default 10000
  --only   contenders, default all; ratios need js-f32, ort-gemm-* and stream-* in the same run
  --k      how many hits, 1 to 124, since Vitrine scans for 2k + 8 and its limit is 256
  --dim    length of a vector, a multiple of 4
  --rounds how often each contender is measured, in turn; the round with the median latency counts, so that a busy minute
           of the machine does not distort one contender (a contender that needs more than 30 s is measured once)
  --json   a file for the results

Contenders: ${contenders.map(({ name }) => name).join(', ')}

The exit code is 1 if a contender failed, 2 for wrong arguments.`;

/** @throws {Error} A sentence that names the wrong argument. */
export function readArguments(given: string[], all: readonly Contender[]): Arguments {
  const { values } = parseArgs({
    args: given,
    options: {
      help: { type: 'boolean', default: false },
      rows: { type: 'string', default: '10000' },
      only: { type: 'string' },
      k: { type: 'string', default: '20' },
      dim: { type: 'string', default: '384' },
      rounds: { type: 'string', default: '1' },
      json: { type: 'string' },
    },
  });
  const names = values.only?.split(',');
  const unknown = names?.find((name) => !all.some((contender) => contender.name === name));
  if (unknown !== undefined) throw new Error(`--only: unknown contender "${unknown}"`);
  const dim = whole('--dim', values.dim, 4, 2096);
  if (dim % 4 !== 0) throw new Error(`--dim: ${dim} is not a multiple of 4`);
  return {
    help: values.help,
    rows: values.rows.split(',').map((rows) => whole('--rows', rows, 1, 10_000_000)),
    k: whole('--k', values.k, 1, 124),
    dim,
    rounds: whole('--rounds', values.rounds, 1, 9),
    contenders: names ? all.filter(({ name }) => names.includes(name)) : all,
    json: values.json,
  };
}

function whole(option: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max)
    throw new Error(`${option}: "${text}" is not a whole number from ${min} to ${max}`);
  return value;
}
