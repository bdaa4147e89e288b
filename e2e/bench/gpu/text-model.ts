import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Embedder } from '../../../src/core/ports.ts';
import { seeded } from '../../../src/core/vectors/random.ts';
import { createEmbedder, type ReadyEmbedder } from '../../../src/model/embedder.ts';
import { quantile, timeOf, timesOf, type Phase } from '../phase.ts';
import { RUNTIMES } from './runtimes.ts';

/** The text model on WebGPU and on wasm with one thread, each by the bundle that a page loads. */
export interface TextModelTimes {
  /** Why WebGPU was refused, if it was: then there are no times of it. */
  readonly reason?: string;
  readonly wasm: ModelTimes;
  readonly webgpu?: ModelTimes;
  /** The least cosine between both, over 32 texts. */
  readonly minCosine?: number;
}

export interface ModelTimes {
  /** From nothing to a model that has embedded its probes; of `webgpu`, wasm's own share included. */
  readonly load_ms: number;
  /** Of one search's words. */
  readonly query_p50_ms: number;
  readonly query_p95_ms: number;
  /** Of 32 titles together. */
  readonly batch_p50_ms: number;
}

type Provider = keyof typeof RUNTIMES;

const WARM_UP: Phase = { minRuns: 5, minMs: 300, maxMs: 10_000 };
const TIMED: Phase = { minRuns: 40, minMs: 1000, maxMs: 10_000 };
const WORDS =
  'waterproof hiking boots men leather red small ceramic lamp table oak wireless mouse cotton shirt kids blue garden hose steel knife set wool scarf running shoes desk glass vase';

/** @param folder Of `bundleBench`. */
export async function textModelTimes(folder: string): Promise<TextModelTimes> {
  const texts = randomTexts(32);
  const wasm = await open('wasm', folder);
  const expected = await wasm.embedder.embed(texts);
  const wasmTimes = { load_ms: wasm.load_ms, ...(await timesOfModel(wasm.embedder, texts)) };
  await wasm.embedder.dispose();

  const { embedder, load_ms } = await open('webgpu', folder);
  if (embedder.provider !== 'webgpu') return { reason: embedder.reason!, wasm: wasmTimes };
  const got = await embedder.embed(texts);
  const webgpu = { load_ms, ...(await timesOfModel(embedder, texts)) };
  await embedder.dispose();
  return {
    wasm: wasmTimes,
    webgpu,
    minCosine: Math.min(...expected.map((vector, i) => dot(vector, got[i]!))),
  };
}

async function open(
  provider: Provider,
  folder: string,
): Promise<{ embedder: ReadyEmbedder; load_ms: number }> {
  const read = async (path: string) => new Uint8Array(await readFile(join(folder, 'model', path)));
  const loadRuntime = async () => {
    const runtime = await (provider === 'wasm'
      ? import('onnxruntime-web/wasm')
      : import('onnxruntime-web/webgpu'));
    runtime.env.wasm.wasmBinary = await readFile(join(folder, RUNTIMES[provider])); // Node fetches no files
    runtime.env.logLevel = 'error'; // it warns of every node that stays off the GPU
    return runtime;
  };
  const began = performance.now();
  const embedder = await createEmbedder(read, { provider, loadRuntime });
  return { embedder, load_ms: performance.now() - began };
}

async function timesOfModel(embedder: Embedder, texts: readonly string[]) {
  const query = (turn: number) => embedder.embed([texts[turn % texts.length]!], 'query');
  await timesOf(WARM_UP, query);
  const times = await timesOf(TIMED, query);
  const batch = () => embedder.embed(texts);
  await timeOf(batch);
  const batches = await timesOf({ ...TIMED, minRuns: 10 }, batch);
  return {
    query_p50_ms: quantile(times, 0.5),
    query_p95_ms: quantile(times, 0.95),
    batch_p50_ms: quantile(batches, 0.5),
  };
}

/** Of two to five words each. */
function randomTexts(count: number): string[] {
  const random = seeded(1);
  const words = WORDS.split(' ');
  const text = () =>
    Array.from({ length: 2 + Math.floor(random() * 4) }, () => words[Math.floor(random() * words.length)]);
  return Array.from({ length: count }, () => text().join(' '));
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
