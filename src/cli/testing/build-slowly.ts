/** A command line with a slow stand-in for the text model, for tests that kill it. */
import { run } from '../run.ts';
import { fakeEmbed } from './fake-embed.ts';

const wait = new Int32Array(new SharedArrayBuffer(4));
const slow = fakeEmbed(64, () => Atomics.wait(wait, 0, 0, 40));
const io = { out: () => undefined, err: (text: string) => process.stderr.write(text) };
process.exitCode = await run(process.argv.slice(2), io, '1.2.3', slow);
