/** Prints the table of models/README.md: `npx tsx models/compare.ts`. */
import { gzipSync } from 'node:zlib';
import { createEmbedder, type ReadyEmbedder } from '../src/model/embedder.ts';
import { dynamicInt8, gatherBlockQuantized, nBits } from './alternatives.ts';
import { convert } from './convert.ts';
import { f32, int8Folded, type WriteMatrix } from './matrices.ts';
import { retailProducts } from './testing/data.ts';
import { cosine, neighbours, overlap } from './testing/vectors.ts';

const VARIANTS: readonly (readonly [string, WriteMatrix])[] = [
  ['f32', f32],
  ['int8, folded to f32 at start (shipped)', int8Folded],
  ['8-bit MatMulNBits, int8 table', nBits(8)],
  ['8-bit MatMulNBits, GatherBlockQuantized', gatherBlockQuantized],
  ['4-bit MatMulNBits, int8 table', nBits(4)],
  ['dynamic int8 (MatMulInteger)', dynamicInt8],
];
const names = [...new Set(retailProducts().map(({ name }) => name))];
const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;

async function open(content: ReadonlyMap<string, string | Uint8Array>): Promise<ReadyEmbedder> {
  const read = (path: string) => {
    const found = content.get(path);
    if (found === undefined) return Promise.reject(new Error(`no ${path}`));
    return Promise.resolve(
      typeof found === 'string' ? new TextEncoder().encode(found) : new Uint8Array(found),
    );
  };
  return createEmbedder(read, { threads: 2, loadRuntime: () => import('onnxruntime-web') });
}

/** Titles a second in batches of 32, the median of three runs; milliseconds for one title, the median of 200. */
async function timed(embedder: ReadyEmbedder) {
  await embedder.embed(names.slice(0, 64)); // warm
  const rates: number[] = [];
  for (let i = 0; i < 3; i++) {
    const began = performance.now();
    await embedder.embed(names);
    rates.push((names.length / (performance.now() - began)) * 1000);
  }
  const singles: number[] = [];
  for (const name of names.slice(0, 200)) {
    const began = performance.now();
    await embedder.embed([name]);
    singles.push(performance.now() - began);
  }
  return { rate: median(rates), one: median(singles) };
}

console.log(`| file | bytes | gzip | mean cosine | min cosine | neighbours@10 | one title, ms | titles/s |`);
console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
let truth: Float32Array[] | undefined;
for (const [name, variant] of VARIANTS) {
  const content = await convert(variant);
  const bytes = content.get('onnx/model_quantized.onnx') as Uint8Array;
  try {
    const embedder = await open(content);
    const vectors = await embedder.embed(names);
    truth ??= vectors; // the first one is exact
    const cosines = vectors.map((vector, i) => cosine(vector, truth![i]!));
    const mean = cosines.reduce((sum, value) => sum + value, 0) / cosines.length;
    const shared = overlap(neighbours(vectors, 10, cosine), neighbours(truth, 10, cosine));
    const { rate, one } = await timed(embedder);
    const fidelity = [mean.toFixed(5), Math.min(...cosines).toFixed(4), shared.toFixed(3)];
    console.log(
      `| ${[name, bytes.length, gzipSync(bytes).length, ...fidelity, one.toFixed(1), rate.toFixed(0)].join(' | ')} |`,
    );
    await embedder.dispose();
  } catch (error) {
    console.log(
      `| ${name} | ${bytes.length} | ${gzipSync(bytes).length} | does not load: ${String((error as Error).cause).slice(0, 120)} | | | | |`,
    );
  }
}
process.exit(); // onnxruntime's threads would keep the process alive
