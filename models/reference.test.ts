import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createEmbedder } from '../src/model/embedder.ts';
import { createTokenizer } from '../src/model/tokenizer.ts';
import type { Tokenize } from '../src/model/use-tokenizer.ts';
import { soaking } from '../src/testing/soak.ts';
import { convert } from './convert.ts';
import { ensureDefaultModel } from './ensure.ts';
import { f32 } from './matrices.ts';
import { retailProducts } from './testing/data.ts';
import { loadReference } from './testing/reference.ts';
import { tfIdf, wordCosine } from './testing/tf-idf.ts';
import { cosine, neighbours, overlap, purity } from './testing/vectors.ts';
import { readVocabulary } from './weights.ts';

const names = [...new Set(retailProducts().map(({ name }) => name))];
const loadRuntime = () => import('onnxruntime-web');

let folder: string;
let tokenize: Tokenize;
beforeAll(async () => {
  folder = await ensureDefaultModel();
  const json = async (path: string) => JSON.parse(await readFile(join(folder, path), 'utf8')) as object;
  tokenize = createTokenizer(await json('tokenizer.json'), await json('tokenizer_config.json'));
}, 60_000);

const quantised = () =>
  createEmbedder(async (path) => new Uint8Array(await readFile(join(folder, path))), {
    threads: 1, // with more, they wait for each other while another test has a core
    loadRuntime,
  });

describe('the tokenizer', () => {
  interface Original {
    encode(text: string): number[];
  }
  let original: Original;
  beforeAll(async () => {
    // The package's loader fetches the vocabulary from a URL; its class takes it as an argument.
    const require = createRequire(import.meta.url);
    const { Tokenizer } = require('@tensorflow-models/universal-sentence-encoder') as {
      Tokenizer: new (vocabulary: [string, number][]) => Original;
    };
    original = new Tokenizer(await readVocabulary());
  });

  it('returns the same ids as the original for every real product name', () => {
    for (const name of names) expect(tokenize(name), name).toEqual(original.encode(name));
  });

  it.each([
    ['an empty text', ''],
    ['a space', ' '],
    ['emoji', '👟 Running shoes 🏃‍♀️🔥'],
    ['Chinese and Japanese', '防水登山靴 ハイキングブーツ'],
    ['tabs and line ends', 'red\tshoe\r\nblue  shoe'],
    ['a lone surrogate', 'a\ud800b'],
    ['combining marks and ligatures', 'cafe\u0301 ﬁne ½ ™'],
    ['Arabic', 'حذاء رياضي'],
    ['the separator itself', '▁▁a▁'],
    ['a piece of the reserved ids', '<s></s>extra_token_id_1'],
    ['10,000 characters', 'waterproof boots ✓ '.repeat(530).slice(0, 10_000)],
  ])('returns the same ids as the original for %s', (_, text) => {
    expect(tokenize(text)).toEqual(original.encode(text));
  });

  it('returns the same ids as the original for any text', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.lorem());
    fc.assert(
      fc.property(text, (given) => {
        expect(tokenize(given)).toEqual(original.encode(given));
      }),
      { numRuns: 500 },
    );
  });
});

describe('the converted network', () => {
  // Real product names, and not many: the original graph runs in plain JavaScript, which is slow.
  const sample = names.slice(0, soaking ? 512 : 160);
  let expected: Float32Array[];
  let exact: Float32Array[];
  let small: Float32Array[];

  beforeAll(async () => {
    const reference = await loadReference();
    expected = [];
    for (let from = 0; from < sample.length; from += 32) {
      expected.push(...(await reference(sample.slice(from, from + 32).map((text) => tokenize(text)))));
    }
    const files = await convert(f32);
    const read = (path: string) => {
      const content = files.get(path);
      if (content === undefined) return Promise.reject(new Error(`no ${path}`));
      return Promise.resolve(
        typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content),
      );
    };
    exact = await (await createEmbedder(read, { threads: 1, loadRuntime })).embed(sample);
    small = await (await quantised()).embed(sample);
  }, 300_000);

  const cosines = (vectors: readonly Float32Array[], others: readonly Float32Array[]) =>
    vectors.map((vector, i) => cosine(vector, others[i]!));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

  it('computes the same as the original graph in f32', () => {
    const values = cosines(exact, expected);
    console.info(`f32 to the original: mean cosine ${mean(values)}, minimum ${Math.min(...values)}`);
    expect(mean(values)).toBeGreaterThanOrEqual(0.9999);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0.9999);
  });

  it('loses little through quantisation', () => {
    const values = cosines(small, expected);
    const shared = overlap(neighbours(small, 10, cosine), neighbours(expected, 10, cosine));
    console.info(
      `quantised to the original: mean cosine ${mean(values)}, minimum ${Math.min(...values)}, neighbours@10 ${shared}`,
    );
    expect(mean(values)).toBeGreaterThanOrEqual(0.999);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0.998);
    expect(shared).toBeGreaterThanOrEqual(0.97);
  });

  it('is at most 8 MB', async () => {
    const { length } = await readFile(join(folder, 'onnx/model_quantized.onnx'));
    console.info(`quantised file: ${length} bytes`);
    expect(length).toBeLessThanOrEqual(8e6);
  });
});

it('groups products by category better than their words do: purity@10 beats TF-IDF', async () => {
  const products = retailProducts();
  const texts = products.map(({ name }) => name);
  const categories = products.map(({ category }) => category);
  const embedded = await (await quantised()).embed(texts);
  const model = purity(neighbours(embedded, 10, cosine), categories);
  const words = purity(neighbours(tfIdf(texts), 10, wordCosine), categories);
  console.info(`category purity@10: model ${model.toFixed(3)}, TF-IDF ${words.toFixed(3)}`);
  expect(model).toBeGreaterThan(words);
}, 300_000);
