#!/usr/bin/env node
import { version } from '../../package.json';
import { run } from './run.ts';

const io = {
  out: (text: string) => process.stdout.write(text),
  err: (text: string) => process.stderr.write(text),
};
process.exitCode = await run(process.argv.slice(2), io, version);
// Exits once the output is written, since onnxruntime's threads would keep the process alive.
process.stdout.write('', () => process.exit());
