/**
 * npm run bench:embed -- [texts] [rounds]: how many texts of items a build embeds in a second, beside whole texts on
 * WebAssembly. The ways take turns in one process after a warm-up; the figures are medians over the rounds.
 */
import { availableParallelism } from 'node:os';
import { ensureDefaultModel } from '../../../models/ensure.ts';
import { cosine } from '../../../models/testing/vectors.ts';
import { openModelFolder } from '../../../src/cli/model-folder.ts';
import { loadRuntime, type NodeRuntime } from '../../../src/cli/runtime.ts';
import { createEmbedder, type ReadyEmbedder } from '../../../src/model/embedder.ts';
import { nativeRuntime } from './native.ts';
import { generatedTexts } from './texts.ts';

const [count = 64, rounds = 5] = process.argv.slice(2).map(Number);
const SEED = 1;
const WHOLE = 128; // tokens, the most that the model takes
const threads = availableParallelism();

const folder = await ensureDefaultModel();
const open = ({ load }: NodeRuntime, maxTokens?: number) =>
  createEmbedder(openModelFolder(folder, maxTokens).read, { threads, loadRuntime: load });
const web = await loadRuntime(() => Promise.reject(new Error('onnxruntime-web is wanted')));
const native = await nativeRuntime();
const ways: Record<string, ReadyEmbedder> = {
  'whole texts, onnxruntime-web': await open(web, WHOLE),
  'a build, onnxruntime-web': await open(web),
  ...(native && {
    'whole texts, onnxruntime-node': await open(native, WHOLE),
    'a build, onnxruntime-node': await open(native),
  }),
};

interface Time {
  /** Milliseconds for each text. */
  readonly wall: number;
  readonly cpu: number;
}
const times = new Map<string, Time[]>(Object.keys(ways).map((name) => [name, []]));
for (const embedder of Object.values(ways)) await embedder.embed(generatedTexts(8, SEED));
for (let round = 0; round < rounds; round++) {
  const texts = generatedTexts(count, SEED + round);
  for (const [name, embedder] of Object.entries(ways)) times.get(name)!.push(await timed(embedder, texts));
}

console.log(
  `${rounds} rounds of ${count} texts, ${await tokensOf(WHOLE)} tokens each, ${await tokensOf()} in a build; ${threads} cores, Node ${process.versions.node}\n`,
);
console.log('| | texts/s | CPU ms a text | times as many texts/s | times as many a CPU second |');
console.log('| --- | --- | --- | --- | --- |');
const first = [...times.values()][0]!;
for (const [name, own] of times) {
  const ratio = (of: keyof Time) => median(own.map((time, round) => first[round]![of] / time[of])).toFixed(1);
  const [wall, cpu] = [median(own.map((time) => time.wall)), median(own.map((time) => time.cpu))];
  console.log(
    `| ${[name, (1000 / wall).toFixed(0), cpu.toFixed(1), ratio('wall'), ratio('cpu')].join(' | ')} |`,
  );
}
await printCosines();
process.exit(); // onnxruntime's threads would keep the process alive

async function timed(embedder: ReadyEmbedder, texts: readonly string[]): Promise<Time> {
  const [began, before] = [performance.now(), process.cpuUsage()];
  await embedder.embed(texts);
  const { user, system } = process.cpuUsage(before);
  return { wall: (performance.now() - began) / texts.length, cpu: (user + system) / 1000 / texts.length };
}

async function tokensOf(maxTokens?: number): Promise<string> {
  const embedder = await open(web, maxTokens);
  const tokens = embedder.tokenize(generatedTexts(count, SEED));
  await embedder.dispose();
  return (tokens.reduce((sum, { length }) => sum + length, 0) / count).toFixed(0);
}

/** How near the vectors of a build are to those of the same texts one by one on WebAssembly. */
async function printCosines(): Promise<void> {
  const texts = generatedTexts(count, SEED);
  const build = ways['a build, onnxruntime-web']!;
  const alone: Float32Array[] = [];
  for (const text of texts) alone.push((await build.embed([text]))[0]!);
  for (const [name, embedder] of Object.entries(ways).filter(([way]) => way.startsWith('a build'))) {
    const together = await embedder.embed(texts);
    const worst = Math.min(...together.map((vector, i) => cosine(vector, alone[i]!)));
    console.log(
      `\n${name}: cosine with the same texts one by one on onnxruntime-web at least ${worst.toFixed(7)}`,
    );
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}
