import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { VitrineError } from '../errors.ts';
import type { Shelf } from '../types.ts';
import type { CallEngine } from '../worker/serve-engine.ts';
import type { Query } from '../worker/query.ts';
import type { QueryModel } from '../worker/text-model.ts';
import { searchByImage, searchByText } from './search.ts';

const MODEL: QueryModel = { source: { folder: 'https://shop.test/model/' }, provider: 'wasm' };
const MADE = { vector: Float32Array.of(1, 0), provider: 'wasm' as const };

/** A shelf that says what found it. */
const shelf = (by: string, coverage = 1) => ({ queryID: by, items: [{}], coverage }) as unknown as Shelf;

/** An engine that records its calls, whose words find a share of each text, and a model that is ready or not. */
function page({ coverage = 1, isReady = false, fails = false, packs = 1 } = {}) {
  const calls: unknown[][] = [];
  let left = packs;
  const call = (async (...given: unknown[]) => {
    calls.push(given);
    if (given[0] === 'queryModel') return MODEL;
    const query = given[1] as Query;
    if (query.kind === 'none') return shelf('none');
    if (!('vector' in query)) return shelf('words', coverage);
    return --left > 0 ? undefined : shelf('meaning', coverage);
  }) as unknown as CallEngine;
  const embed = vi.fn(() =>
    fails ? Promise.reject(new VitrineError('model-load', 'it is away')) : Promise.resolve(MADE),
  );
  return { calls, call, embedder: { isReady, embed } };
}

const by = async (found: Promise<Shelf>) => (await found).queryID;

beforeEach(() => {
  vi.stubGlobal('navigator', {});
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a search by text', () => {
  it('answers what its words find at once, and has the model loaded for the next search', async () => {
    const own = page();
    expect(await by(searchByText('office chair', { limit: 3 }, own))).toBe('words');
    await expect.poll(() => own.embedder.embed.mock.calls).toEqual([[MODEL, 'office chair']]);
    expect(own.calls).toEqual([
      ['search', { kind: 'text', text: 'office chair', typing: false }, { limit: 3 }],
      ['queryModel', 'text', { limit: 3 }],
    ]);
  });

  it('waits for the model if its words find too little, and says meanwhile what they find', async () => {
    const own = page({ coverage: 0.5 });
    const onWords = vi.fn();
    expect(await by(searchByText('torch', { onWords }, own))).toBe('meaning');
    expect(onWords.mock.calls).toEqual([[shelf('words', 0.5)]]);
  });

  it('compares words and meaning in one call if the model is ready', async () => {
    const own = page({ isReady: true });
    expect(await by(searchByText('chair', { typing: true }, own))).toBe('meaning');
    const query = { kind: 'text', text: 'chair', typing: true, model: MODEL, ...MADE };
    expect(own.calls).toEqual([
      ['queryModel', 'text', {}],
      ['search', query, {}],
    ]);
  });

  it('waits for the model if it is to', async () => {
    expect(await by(searchByText('chair', { meaning: 'wait' }, page()))).toBe('meaning');
    const onWords = vi.fn();
    expect(await by(searchByText('chair', { meaning: 'wait', onWords }, page()))).toBe('meaning');
    expect(onWords).toHaveBeenCalledOnce();
    await expect(searchByText('chair', { meaning: 'wait' }, page({ fails: true }))).rejects.toMatchObject({
      code: 'model-load',
    });
  });

  it.each([
    ['the page wants no model', { meaning: 'off' as const }, {}],
    ['the device saves data', {}, { connection: { saveData: true } }],
    ['the device has little memory', {}, { deviceMemory: 1 }],
  ])('stays with its words if %s', async (_, options, device) => {
    vi.stubGlobal('navigator', device);
    const own = page({ coverage: 0 });
    expect(await by(searchByText('torch', options, own))).toBe('words');
    expect(own.embedder.embed).not.toHaveBeenCalled();
  });

  it('answers with what its words find if the model cannot be loaded', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    expect(await by(searchByText('torch', {}, page({ coverage: 0, fails: true })))).toBe('words');
    expect(warn.mock.calls).toEqual([['vitrine [model-load] it is away']]);
  });

  it('embeds again if another pack has come meanwhile', async () => {
    const own = page({ isReady: true, packs: 2 });
    expect(await by(searchByText('chair', undefined, own))).toBe('meaning');
    expect(own.embedder.embed).toHaveBeenCalledTimes(2);
  });

  it('loads no model for a text without content', async () => {
    const own = page();
    expect(await by(searchByText('  ', undefined, own))).toBe('none');
    expect(own.embedder.embed).not.toHaveBeenCalled();
    expect(own.calls).toEqual([['search', { kind: 'none' }, {}]]);
  });

  it('reads no more of a text than a model can', async () => {
    const own = page({ isReady: true });
    await searchByText('a'.repeat(5000), undefined, own);
    expect(own.embedder.embed).toHaveBeenCalledWith(MODEL, 'a'.repeat(4000));
  });

  it.each([
    [5, undefined, 'search takes a string, got number'],
    ['chair', { meaning: 'maybe' }, /meaning/],
    ['chair', { typing: 1 }, /typing/],
    ['chair', { onWords: 'x' }, /onWords/],
    ['chair', null, /options/],
    ['chair', 5, /options/],
  ])('refuses %j with %j', async (given, options, message) => {
    await expect(searchByText(given, options as never, page())).rejects.toMatchObject({
      code: 'bad-argument',
      message: expect.stringMatching(message) as string,
    });
  });
});

describe('a search by image', () => {
  it('embeds the image with the pack’s model, and has the engine compare the vector', async () => {
    const image = new Blob(['x']);
    const own = page();
    expect(await by(searchByImage(image, { limit: 3 }, own))).toBe('meaning');
    expect(own.embedder.embed.mock.calls).toEqual([[MODEL, image]]);
    expect(own.calls).toEqual([
      ['queryModel', 'image', { limit: 3 }],
      ['search', { kind: 'image', model: MODEL, ...MADE }, { limit: 3 }],
    ]);
  });

  it('refuses what is not an image', async () => {
    for (const name of ['ImageBitmap', 'ImageData']) vi.stubGlobal(name, vi.fn());
    await expect(searchByImage('x', undefined, page())).rejects.toMatchObject({ code: 'bad-argument' });
  });
});
