import { expect, it, vi } from 'vitest';
import type { Shelf } from '../types.ts';
import type { CallEngine } from '../worker/serve-engine.ts';
import type { QueryModel } from '../worker/text-model.ts';
import { search } from './search.ts';

const MODEL: QueryModel = { source: { folder: 'https://shop.test/model/' }, provider: 'wasm' };
const VECTOR = Float32Array.of(1, 0);
const SHELF = { queryID: 'q' } as Shelf;

/** An engine that records its calls, and answers the searches with these shelves in turn. */
function engine(...shelves: (Shelf | undefined)[]) {
  const calls: unknown[][] = [];
  const call = (async (...given: unknown[]) => {
    calls.push(given);
    return given[0] === 'queryModel' ? MODEL : shelves.shift();
  }) as unknown as CallEngine;
  const embed = vi.fn(async () => ({ vector: VECTOR, provider: 'wasm' as const }));
  return { calls, call, embed };
}

it.each([
  ['text', 'office chair'],
  ['image', new Blob(['x'])],
] as const)(
  'embeds a query by %s with the pack’s model, and has the engine compare the vector',
  async (kind, given) => {
    const { calls, ...page } = engine(SHELF);
    expect(await search(kind, given, { limit: 3 }, page)).toBe(SHELF);
    expect(page.embed.mock.calls).toEqual([[MODEL, given]]);
    const query = {
      kind,
      model: MODEL,
      vector: VECTOR,
      provider: 'wasm',
      ...(kind === 'text' && { text: given }),
    };
    expect(calls).toEqual([
      ['queryModel', kind, { limit: 3 }],
      ['search', query, { limit: 3 }],
    ]);
  },
);

it('embeds again if another pack has come meanwhile', async () => {
  const { call, embed } = engine(undefined, SHELF);
  expect(await search('text', 'chair', undefined, { call, embed })).toBe(SHELF);
  expect(embed).toHaveBeenCalledTimes(2);
});

it('loads no model for a text without content', async () => {
  const { calls, ...page } = engine(SHELF);
  expect(await search('text', '  ', undefined, page)).toBe(SHELF);
  expect(page.embed).not.toHaveBeenCalled();
  expect(calls).toEqual([['search', { kind: 'none' }, undefined]]);
});

it('reads no more of a text than a model can', async () => {
  const { call, embed } = engine(SHELF);
  await search('text', 'a'.repeat(5000), undefined, { call, embed });
  expect(embed).toHaveBeenCalledWith(MODEL, 'a'.repeat(4000));
});

it('refuses a query that is not a string', async () => {
  const { call, embed } = engine();
  await expect(search('text', 5, undefined, { call, embed })).rejects.toMatchObject({
    code: 'bad-argument',
    message: 'search takes a string, got number',
  });
});
