import { beforeAll, expect, it } from 'vitest';
import { ensureDefaultModel } from '../../models/ensure.ts';
import { cosine } from '../../models/testing/vectors.ts';
import { createEmbedder, type ReadyEmbedder } from '../model/embedder.ts';
import { embedAll, type OnEmbedded } from './embed.ts';
import { openModelFolder, type ModelFolder } from './model-folder.ts';
import { loadRuntime } from './runtime.ts';

const WORDS =
  'waterproof leather boots for hiking, in size 42, with laces of recycled nylon & a 5 mm sole'.split(' ');
/** From a text without a word to one of 180 tokens, twice, and in an order that is not theirs. */
const texts = [0, 90, 3, 17, 1, 40, 3, 160, 8, 1, 61, 25].map((length) =>
  Array.from({ length }, (_, i) => WORDS[(i * 7 + length) % WORDS.length]!).join(' '),
);

let model: ModelFolder;
let alone: Float32Array[];
const open = async ({ read }: ModelFolder): Promise<ReadyEmbedder> =>
  createEmbedder(read, { loadRuntime: (await loadRuntime()).load });

beforeAll(async () => {
  model = openModelFolder(await ensureDefaultModel());
  const embedder = await open(model);
  alone = [];
  for (const text of texts) alone.push((await embedder.embed([text]))[0]!);
  await embedder.dispose();
}, 60_000);

it.each([
  ['all together', undefined],
  ['in chunks', [5, 6, 12]],
])('gives texts that are embedded %s the vectors that they have alone', async (_, ends) => {
  const { dim, embeddings } = await embedAll(model, texts, () => undefined, ends);
  texts.forEach((text, i) => {
    const vector = embeddings.subarray(i * dim, (i + 1) * dim);
    expect(cosine(vector, alone[i]!), text).toBeGreaterThan(0.99999);
  });
});

it('reports the share of all tokens that is done, after each batch and with the vectors of each chunk', async () => {
  const reported: (readonly [number, number | undefined, number])[] = [];
  const four = ['red boots', 'red boots red boots', 'red boots', 'red boots red boots'];
  const onDone: OnEmbedded = (done, vectors, share) => reported.push([done, vectors?.length, share!]);
  const { dim } = await embedAll(model, four, onDone, [2, 3, 4]);
  expect(reported.filter(([done, vectors]) => done === 0 || vectors !== undefined)).toEqual([
    [0, undefined, 0],
    [2, 2 * dim, 1 / 2],
    [3, dim, 4 / 6],
    [4, dim, 1],
  ]);

  reported.length = 0;
  const many = Array.from({ length: 40 }, (_, i) => texts[7]!.slice(0, 1000 - i)); // 64 tokens each, of 1024 in a batch
  await embedAll(model, many, onDone);
  expect(reported.map(([done, , share]) => [done, share])).toEqual([
    [0, 0],
    [16, 0.4],
    [32, 0.8],
    [40, 1],
    [40, 1],
  ]);
});

it('cuts a document and no query, and leaves a shorter document as it is', async () => {
  const [cut, whole] = [await open(model), await open(openModelFolder(await ensureDefaultModel(), 128))];
  const lengths = (embedder: ReadyEmbedder, side: 'query' | 'document') =>
    embedder.tokenize(texts, side).map(({ length }) => length);
  const uncut = lengths(whole, 'document');
  expect(Math.max(...uncut)).toBe(128);
  expect(lengths(cut, 'document')).toEqual(uncut.map((length) => Math.min(length, 64)));
  expect(lengths(cut, 'query')).toEqual(lengths(whole, 'query'));
  const expected = await whole.embed(texts);
  uncut.forEach((length, i) => {
    if (length <= 64) expect(cosine(alone[i]!, expected[i]!)).toBeGreaterThan(0.99999);
  });
  await Promise.all([cut.dispose(), whole.dispose()]);
});
