/** The command line as a process of its own, with a stand-in for the text model that takes `VITRINE_TEST_DELAY` ms. */
import { run } from '../run.ts';
import { fakeEmbed } from './fake-embed.ts';

const wait = new Int32Array(new SharedArrayBuffer(4));
const delay = Number(process.env['VITRINE_TEST_DELAY'] ?? 0);
const io = {
  out: (text: string) => process.stdout.write(text),
  err: (text: string) => process.stderr.write(text),
};
process.exitCode = await run(process.argv.slice(2), io, '1.2.3', async (...given) => {
  await new Promise((resolve) => setTimeout(resolve, delay));
  return fakeEmbed(8, () => Atomics.wait(wait, 0, 0, 1))(...given);
});
process.stdout.write('', () => process.exit());
