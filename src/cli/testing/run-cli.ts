import type { EmbedItems } from '../embed.ts';
import { run } from '../run.ts';

/** Runs the command line in this process, and gives its exit code and output. */
export async function runCli(args: readonly string[], embed?: EmbedItems) {
  let [stdout, stderr] = ['', ''];
  const io = { out: (text: string) => void (stdout += text), err: (text: string) => void (stderr += text) };
  const code = await run(args, io, '1.2.3', embed);
  return { code, stdout, stderr };
}
