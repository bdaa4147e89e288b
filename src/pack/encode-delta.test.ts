import { describe, expect, it } from 'vitest';
import { weightIn } from '../core/table.ts';
import { project } from '../core/vectors/projection.ts';
import { dotExact } from '../core/vectors/rescore.ts';
import { encodeDelta } from './encode-delta.ts';
import { encodePack } from './encode.ts';
import type { PackInput } from './input.ts';
import { loadPack, readChecked, type Pack } from './load.ts';
import { decodeProjection } from './projection-file.ts';
import { RING, ring } from './testing/ring.ts';

type Files = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

const readerOf = (files: Files) => (file: string) => {
  const content = files.get(file);
  return content ? Promise.resolve(content.slice().buffer) : Promise.reject(new Error(`no ${file}`));
};

/** Encodes a catalogue, and then each further one as a change to the one before it. */
async function built(first: PackInput, ...further: readonly PackInput[]) {
  let { files, manifest } = await encodePack(first);
  let added: string[] = [];
  for (const input of further) {
    const delta = await encodeDelta(input, readerOf(files));
    if (!delta) throw new Error('everything would be packed again');
    added = [...delta.files.keys()];
    files = new Map([...files, ...delta.files]);
    ({ manifest } = delta);
  }
  return { files, manifest, added, pack: await loadPack(readerOf(files)) };
}

const rowOf = ({ rowOf: rows }: Pack, number: number) => rows.get(`sku-${number}`)!;
/** The weight of a neighbour, both given by number. */
const weight = (pack: Pack, from: number, to: number) =>
  Math.round(100 * weightIn(pack.tables.next!, rowOf(pack, from), rowOf(pack, to)));

async function expectSame(files: Files, pack: Pack, { items, embeddings, dim, columns }: PackInput) {
  expect([...pack.items].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
    [...items].sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
  const projection = decodeProjection(await readChecked(readerOf(files), pack.manifest.projection));
  items.forEach(({ id }, i) => {
    const row = pack.rowOf.get(id)!;
    expect(pack.columns.popularity[row]).toBe(columns.popularity[i]);
    const own = project(projection, embeddings.subarray(i * dim, (i + 1) * dim));
    expect(dotExact(pack.rows, row, own)).toBeCloseTo(1, 1);
  });
}

describe('a delta', () => {
  it('of the same catalogue is a manifest alone', async () => {
    const { added, pack, files } = await built(ring(), ring());
    expect(added).toEqual(['manifest.json']);
    await expectSame(files, pack, ring());
  });

  it('gives the new catalogue: items that are new, changed, gone and back again', async () => {
    const second = ring({ numbers: [...RING.slice(2), 40], fields: { 7: { title: 'Changed' } } });
    const fields = { 7: { title: 'Changed' }, 8: { price: 3 } };
    const third = ring({ numbers: [0, ...RING.slice(2)], fields });
    const twice = await built(ring(), second, third);
    await expectSame(twice.files, twice.pack, third);
    expect(twice.manifest).toMatchObject({ items: 39, rows: 42 });
    const once = await built(ring(), second);
    await expectSame(once.files, once.pack, second);
    expect(once.manifest).toMatchObject({ items: 39, rows: 41 });
    expect(once.manifest.shards.map(({ rows }) => rows)).toEqual([40, 2]);
    expect(once.manifest.recall).toBeGreaterThan(0.9);
  });

  it('writes the columns of a shard again if a value in it has changed, also of a shard that was added', async () => {
    const added = ring({ numbers: [...RING, 40, 41] });
    const popularity = (number: number) => (number === 41 ? 5 : 1 / (1 + number));
    const now = ring({ numbers: [...RING, 40, 41], popularity });
    const { added: files, pack, files: all } = await built(ring(), added, now);
    expect(files.filter((file) => file.startsWith('columns'))).toHaveLength(1);
    await expectSame(all, pack, now);
  });

  it('names its files and its own options, and none that only the previous pack had', async () => {
    const language = { ...ring(), language: 'de', sensitive: ['X'], options: { told: 1 } };
    const { manifest } = await built(language, { ...ring(), prices: 'prices.json' });
    expect(manifest).toMatchObject({ prices: 'prices.json', options: {} });
    expect(manifest).not.toHaveProperty('language');
    expect(manifest).not.toHaveProperty('sensitive');
    expect(manifest).not.toHaveProperty('removed');
  });

  it.each([
    ['a vector has another length', { ...ring(), dim: 4, embeddings: ring().embeddings.slice(0, 160) }],
    [
      'more than a fifth of the rows is new',
      ring({ numbers: [...RING, ...RING.slice(0, 11).map((n) => n + 40)] }),
    ],
    ['more than a fifth of the rows is gone', ring({ numbers: RING.slice(9) })],
    [
      'another text model is given',
      { ...ring(), model: { id: 'm', files: new Map([['a.json', new Uint8Array(3)]]) } },
    ],
  ])('is not made if %s', async (_, input) => {
    const { files } = await encodePack(ring());
    expect(await encodeDelta(input, readerOf(files))).toBeUndefined();
  });

  it('is not made if another precision is asked for', async () => {
    const { files } = await encodePack(ring());
    for (const precision of [
      { dim: 8, bits: 3 },
      { dim: 4, bits: 4 },
    ])
      expect(await encodeDelta(ring(), readerOf(files), { precision })).toBeUndefined();
  });

  it('is made with the same text model, and not with another file of it', async () => {
    const model = (byte: number) => ({ id: 'm', files: new Map([['a.json', Uint8Array.of(byte)]]) });
    const { files } = await encodePack({ ...ring(), model: model(1) });
    const read = readerOf(files);
    expect((await encodeDelta({ ...ring(), model: model(1) }, read))?.manifest.model).toMatchObject({
      id: 'm',
    });
    expect(await encodeDelta({ ...ring(), model: model(2) }, read)).toBeUndefined();
  });

  it('counts what earlier ones have added and removed towards the fifth', async () => {
    const { files } = await built(ring(), ring({ numbers: [...RING.slice(4), 40, 41] }));
    const more = ring({ numbers: [...RING.slice(6), 40, 41, 42] });
    expect(await encodeDelta(more, readerOf(files))).toBeUndefined();
    expect(await encodeDelta(ring({ numbers: [...RING.slice(6), 40, 41] }), readerOf(files))).toBeDefined();
  });
});

describe('the tables of a delta', () => {
  it('give new and changed items their neighbours, and leave out those that are gone', async () => {
    const now = ring({ numbers: [...RING.slice(1), 40], neighbours: { 5: [[9, 50]], 39: [[40, 80]] } });
    const { pack, added } = await built(ring(), { ...now, items: renamed(now.items, 'sku-5') });
    expect(added.filter((file) => file.startsWith('table'))).toHaveLength(1);
    expect(weight(pack, 5, 9)).toBe(50);
    expect(weight(pack, 5, 6)).toBe(0);
    expect(weight(pack, 40, 1)).toBe(100);
    expect(weight(pack, 39, 40)).toBe(0); // its neighbours have changed, but not the item, and few such rows are written
    expect(weight(pack, 6, 7)).toBe(100);
    const { next } = pack.tables;
    expect(next!.offsets.at(-1)).toBe(next!.targets.length);
    expect(next!.targets).toHaveLength(39);
  });

  it('write the rows again that differ most, if the pack was learned anew', async () => {
    const neighbours = {
      3: [
        [4, 100],
        [9, 30],
      ], // a small change
      5: [[6, 40]],
      10: [[20, 100]],
      12: [[13, 30]],
    } as const;
    const now = { ...ring({ neighbours }), options: { learned: 'today' } };
    const { pack } = await built(ring(), now);
    expect(weight(pack, 10, 20)).toBe(100);
    expect(weight(pack, 10, 11)).toBe(0);
    expect(weight(pack, 12, 13)).toBe(30);
    expect(weight(pack, 5, 6)).toBe(100);
    expect(weight(pack, 3, 9)).toBe(0);
    const again = await built(ring(), now, now);
    expect(again.added).toEqual(['manifest.json']);
  });

  it('are written whole if more than a quarter of the rows has changed a lot', async () => {
    const changed = (count: number) =>
      ring({
        scale: 0.02,
        neighbours: Object.fromEntries(
          RING.slice(0, count).map((number) => [number, [[(number + 5) % 40, 50]]]),
        ),
      });
    const { pack, manifest } = await built(ring({ scale: 0.02 }), changed(11));
    expect(manifest.tables!.next).toHaveLength(1);
    expect(weight(pack, 10, 15)).toBe(100);
    expect(weight(pack, 11, 12)).toBe(200);
    expect(weight(pack, 0, 1)).toBe(0);
    const { manifest: few, added } = await built(ring({ scale: 0.02 }), changed(10));
    expect(few.tables!.next).toHaveLength(1); // nothing of them is required, and a hundredth of 40 rows is none
    expect(added).toEqual(['manifest.json']);
  });

  it('keep the scale of the whole table in every layer', async () => {
    const now = ring({
      scale: 0.005,
      fields: { 5: { title: 'New' } },
      neighbours: {
        5: [
          [6, 60],
          [9, 255],
        ],
      },
    });
    const { pack } = await built(ring(), now);
    expect(pack.tables.next!.scale).toBe(0.01);
    expect(weight(pack, 5, 6)).toBe(30);
    expect(weight(pack, 5, 9)).toBe(128);
    const large = ring({ scale: 0.1, fields: { 5: { title: 'New' } }, neighbours: { 5: [[6, 60]] } });
    expect(weight((await built(ring(), large)).pack, 5, 6)).toBe(255); // the most that a weight can be
  });

  it('come and go with the tables of the catalogue', async () => {
    const none = { ...ring(), tables: {} };
    expect((await built(ring(), none)).manifest).not.toHaveProperty('tables');
    const { pack, manifest } = await built(none, ring());
    expect(manifest.tables!.next).toHaveLength(1);
    expect(RING.map((number) => weight(pack, number, (number + 1) % 40))).toEqual(RING.map(() => 100));
  });

  it('have the last layer of each row', async () => {
    const second = ring({ fields: { 5: { title: 'A' } }, neighbours: { 5: [[9, 50]] } });
    const third = ring({
      numbers: [...RING, 40],
      fields: { 5: { title: 'B' }, 6: { title: 'B' } },
      neighbours: {
        5: [[10, 60]],
        6: [
          [11, 70],
          [40, 20],
        ],
        40: [],
      },
    });
    const { pack, manifest } = await built(ring(), second, third);
    expect(manifest.tables!.next).toHaveLength(3);
    expect([weight(pack, 5, 9), weight(pack, 5, 10)]).toEqual([0, 60]);
    expect([weight(pack, 6, 7), weight(pack, 6, 11), weight(pack, 6, 40)]).toEqual([0, 70, 20]);
    expect(weight(pack, 7, 8)).toBe(100);
  });
});

function renamed(items: PackInput['items'], id: string) {
  return items.map((item) => (item.id === id ? { ...item, title: 'Changed' } : item));
}
