/**
 * Prints the table of models/README.md that compares lengths of texts: `npx tsx models/lengths.ts [catalogue] [tokens,tokens,...]`.
 * It runs on onnxruntime-node if that is installed.
 */
import { bootstrapMeans } from '../src/cli/evaluate/bootstrap.ts';
import { openModelFolder } from '../src/cli/model-folder.ts';
import { loadRuntime } from '../src/cli/runtime.ts';
import { itemText } from '../src/core/item-text.ts';
import { createEmbedder } from '../src/model/embedder.ts';
import { ensureDefaultModel } from './ensure.ts';
import { judgedCatalogues, type JudgedCatalogue } from './testing/judged-catalogues.ts';
import { cosine } from './testing/vectors.ts';

/** The first is what the others are compared with: the model's own limit. */
const LENGTHS = [128, 96, 64, 48, 32, 24, 16];
const K = 10;
/** Of a catalogue that is larger, every fourth item asks for its neighbours. */
const LARGE = 2000;

const [only = '', lengths] = process.argv.slice(2);
const folder = await ensureDefaultModel();
const { load, name } = await loadRuntime();
console.error(`on ${name}`);

for (const catalogue of judgedCatalogues().filter((one) => one.name.startsWith(only))) {
  console.log(`\n${catalogue.name}, ${catalogue.items.length} items, ${catalogue.queries.length} queries\n`);
  console.log('| tokens | CPU ms a text | same category of 10 neighbours | nDCG@10 | difference, 95 % |');
  console.log('| --- | --- | --- | --- | --- |');
  let uncut: Float64Array | undefined;
  for (const maxTokens of lengths?.split(',').map(Number) ?? LENGTHS) {
    const { vectors, queries, cpu } = await embedded(catalogue, maxTokens);
    const gains = Float64Array.from(queries, (query, i) => ndcg(catalogue, i, rank(query, vectors)));
    uncut ??= gains;
    const change = bootstrapMeans([gains.map((gain, i) => gain - uncut![i]!)], 1)[0]!;
    const searched = gains.length > 0 ? [mean(gains).toFixed(3), change.map(signed).join(' to ')] : ['', ''];
    const row = [maxTokens, cpu.toFixed(1), purityOf(catalogue, vectors).toFixed(3), ...searched];
    console.log(`| ${row.join(' | ')} |`);
  }
}
process.exit(); // onnxruntime's threads would keep the process alive

async function embedded({ items, queries }: JudgedCatalogue, maxTokens: number) {
  const { read } = openModelFolder(folder, maxTokens);
  const embedder = await createEmbedder(read, { threads: 2, loadRuntime: load });
  const before = process.cpuUsage();
  const vectors = await embedder.embed(items.map(itemText));
  const { user, system } = process.cpuUsage(before);
  const asked = await embedder.embed(
    queries.map(({ text }) => text),
    'query',
  );
  await embedder.dispose();
  return { vectors, queries: asked, cpu: (user + system) / 1000 / items.length };
}

/** The rows nearest to a vector, best first, without `self`. */
function rank(vector: Float32Array, vectors: readonly Float32Array[], self = -1): number[] {
  const scores = Float64Array.from(vectors, (other, row) => (row === self ? -2 : cosine(vector, other)));
  return [...scores.keys()].sort((a, b) => scores[b]! - scores[a]! || a - b).slice(0, K);
}

function ndcg({ queries }: JudgedCatalogue, query: number, ranked: readonly number[]): number {
  const { gains } = queries[query]!;
  const dcg = (list: readonly number[]) => list.reduce((sum, gain, i) => sum + gain / Math.log2(i + 2), 0);
  const ideal = [...gains.values()].sort((a, b) => b - a).slice(0, K);
  return dcg(ranked.map((row) => gains.get(row) ?? 0)) / dcg(ideal);
}

function purityOf({ categories }: JudgedCatalogue, vectors: readonly Float32Array[]): number {
  const step = vectors.length > LARGE ? 4 : 1;
  const asking = [...vectors.keys()].filter((row) => row % step === 0 && categories[row] !== undefined);
  const shares = asking.map((row) => {
    const near = rank(vectors[row]!, vectors, row);
    return near.filter((other) => categories[other] === categories[row]).length / K;
  });
  return mean(Float64Array.from(shares));
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
}
