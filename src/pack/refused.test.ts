import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { noColumns } from '../core/catalogue.ts';
import { deflate } from './deflate.ts';
import { decodeDetails } from './details-file.ts';
import { withDigest } from './digest.ts';
import { encodePack } from './encode.ts';
import { joinTables } from './join-tables.ts';
import { filesOf, parseManifest, type Manifest } from './manifest.ts';
import { decodeProjection, encodeProjection } from './projection-file.ts';
import { decodeTable, encodeTable, type TableLayer } from './table-file.ts';
import { RING, ring } from './testing/ring.ts';
import { decodeVectors, encodeVectors } from './vectors.ts';

const refused = (code: string, message: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(message) as string }) as Error;
const badPack = (message: RegExp) => refused('bad-pack', message);

/** A file with a u32 written over its content. */
function withNumber(bytes: Uint8Array<ArrayBuffer>, at: number, value: number): ArrayBuffer {
  const changed = bytes.slice();
  new DataView(changed.buffer).setUint32(at, value, true);
  return changed.buffer;
}

describe('a table file', () => {
  const sound: TableLayer = {
    rows: 3,
    table: {
      offsets: Uint32Array.of(0, 1, 1, 2),
      targets: Uint16Array.of(1, 0),
      weights: Uint8Array.of(5, 6),
      scale: 0.5,
    },
  };
  const decoded = (change: Partial<TableLayer['table']>, listed?: Uint32Array) => () =>
    decodeTable(
      encodeTable({ ...sound, table: { ...sound.table, ...change }, ...(listed && { listed }) }).buffer,
      3,
    );

  it('gives the table back, of all rows or of some', () => {
    expect(decoded({})()).toEqual(sound);
    const offsets = Uint32Array.of(0, 1, 2);
    const listed = Uint32Array.of(0, 2);
    expect(decoded({ offsets }, listed)()).toEqual({ rows: 3, table: { ...sound.table, offsets }, listed });
  });

  it('has wide targets only if it has more than 65,536 rows', () => {
    for (const [rows, Kind] of [
      [65_536, Uint16Array],
      [65_537, Uint32Array],
    ] as const) {
      const offsets = new Uint32Array(rows + 1).fill(1, 1);
      const table = { offsets, targets: Uint32Array.of(rows - 1), weights: Uint8Array.of(1), scale: 1 };
      const { targets } = decodeTable(encodeTable({ table, rows }).buffer, rows).table;
      expect(targets).toEqual(Kind.of(rows - 1));
    }
  });

  it.each([
    ['that do not begin at 0', { offsets: Uint32Array.of(1, 1, 1, 2) }, undefined],
    ['that fall', { offsets: Uint32Array.of(0, 2, 1, 2) }, undefined],
    ['that end before the last neighbour', { offsets: Uint32Array.of(0, 1, 1, 1) }, undefined],
    ['of a row behind the last', { targets: Uint16Array.of(1, 3) }, undefined],
    ['with a scale that is no number', { scale: NaN }, undefined],
    ['of listed rows that do not ascend', { offsets: Uint32Array.of(0, 1, 2) }, Uint32Array.of(2, 2)],
    ['of a listed row behind the last', { offsets: Uint32Array.of(0, 1, 2) }, Uint32Array.of(0, 3)],
  ])('is refused with neighbours %s', (_, change, listed) => {
    expect(decoded(change, listed)).toThrow(badPack(/names rows that the pack does not have/));
  });

  it('is refused if it is another file, a newer one, or of more rows than the pack', () => {
    const bytes = encodeTable(sound);
    expect(() => decodeTable(new ArrayBuffer(10), 3)).toThrow(badPack(/VTBL/));
    expect(() => decodeTable(withNumber(bytes, 0, 1), 3)).toThrow(badPack(/VTBL/));
    expect(() => decodeTable(withNumber(bytes, 4, 3), 3)).toThrow(
      refused('pack-version', /a table file has version 3/),
    );
    expect(() => decodeTable(bytes.buffer, 2)).toThrow(badPack(/of 3 rows .* does not fit a pack of 2 rows/));
  });
});

it('layers of a table are refused if the first lists rows, another one lists none, or their scales differ', () => {
  const layer = (scale: number, listed?: Uint32Array): TableLayer => ({
    rows: 2,
    table: { offsets: new Uint32Array(3), targets: new Uint16Array(), weights: new Uint8Array(), scale },
    ...(listed && { listed }),
  });
  const both = Uint32Array.of(0, 1);
  const join = (...layers: TableLayer[]) => joinTables(layers, Int32Array.of(0, 1), 2);
  expect(join(layer(1), layer(1, both))).toMatchObject({ scale: 1 });
  expect(join()).toBeUndefined();
  for (const layers of [[layer(1, both)], [layer(1), layer(1)], [layer(1), layer(2, both)]])
    expect(() => join(...layers)).toThrow(badPack(/layers of a table do not fit/));
});

describe('a vectors file', () => {
  const DIM = 4;
  const START = 64;
  const steps = Float32Array.of(0.5, 0.25, 0.125, 1);
  const made = (components: readonly number[]) =>
    encodeVectors(Float32Array.from(components), steps, deflate);
  /** A file of 2 rows with other planes. */
  const withPlanes = async (...planes: number[]) => {
    const head = (await made([0, 0, 0, 0, 0, 0, 0, 0])).subarray(0, START + 4 * DIM);
    return new Uint8Array(Buffer.concat([head, deflateRawSync(Uint8Array.from(planes))])).buffer;
  };

  it('gives components back to a multiple of their steps, however large they are', async () => {
    const { count, dim, data, scales } = await decodeVectors(
      (await made([1, -1, 0.5, 200, -3, 0, 1, -2])).buffer,
      2,
      DIM,
    );
    expect([count, dim]).toEqual([2, DIM]);
    const lengths = [0, 1].map(
      (row) => scales[row]! * Math.hypot(...data.subarray(row * DIM, (row + 1) * DIM)),
    );
    expect(lengths[0]).toBeCloseTo(Math.hypot(1, 1, 0.5, 200), 0);
    expect(lengths[1]).toBeCloseTo(Math.hypot(3, 1, 2), 1);
  });

  it('is refused if it has another number of rows, or rows of another length', async () => {
    const { buffer } = await made([0, 0, 0, 0]);
    await expect(decodeVectors(buffer, 2, DIM)).rejects.toThrow(
      badPack(/has 1 rows of 4 numbers, not 2 of 4/),
    );
    await expect(decodeVectors(buffer, 1, 8)).rejects.toThrow(badPack(/not 1 of 8/));
  });

  it('is refused if it is another file, a newer one, cut short, or has a step that is no number', async () => {
    const bytes = await made([0, 0, 0, 0]);
    const decode = (buffer: ArrayBuffer) => decodeVectors(buffer, 1, DIM);
    await expect(decode(new ArrayBuffer(10))).rejects.toThrow(badPack(/VTRN/));
    await expect(decode(withNumber(bytes, 0, 1))).rejects.toThrow(badPack(/VTRN/));
    await expect(decode(withNumber(bytes, 4, 99))).rejects.toThrow(
      refused('pack-version', /a vectors file has version 99/),
    );
    await expect(decode(bytes.slice(0, START + 8).buffer)).rejects.toThrow(badPack(/cut short/));
    await expect(decode(withNumber(bytes, START + 4, 0x7fc00000))).rejects.toThrow(badPack(/no number/));
  });

  it.each([
    ['too few numbers', [1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]],
    ['too many numbers', [1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
    ['numbers of no bytes', [1, 1, 1, 0, 0, 0, 0, 0, 0, 0]],
    ['numbers of three bytes', [3, 1, 1, 1, ...new Array<number>(12).fill(0)]],
    ['numbers of no bytes beside numbers of three', [3, 1, 0, 1, ...new Array<number>(10).fill(0)]],
  ])('is refused with %s', async (_, planes) => {
    await expect(decodeVectors(await withPlanes(...planes), 2, DIM)).rejects.toMatchObject({
      code: 'bad-pack',
    });
  });
});

it('a projection is refused if it is another file, a newer one, or cut short', () => {
  const bytes = encodeProjection({ from: 2, dim: 1, basis: Float32Array.of(0.5, -1) });
  expect(decodeProjection(bytes.buffer)).toEqual({ from: 2, dim: 1, basis: Float32Array.of(0.5, -1) });
  expect(() => decodeProjection(new ArrayBuffer(10))).toThrow(badPack(/VPRJ/));
  expect(() => decodeProjection(withNumber(bytes, 0, 1))).toThrow(badPack(/VPRJ/));
  expect(() => decodeProjection(withNumber(bytes, 4, 9))).toThrow(refused('pack-version', /version 9/));
  expect(() => decodeProjection(bytes.slice(0, -2).buffer)).toThrow(badPack(/for 2 x 1 numbers/));
});

describe('a file of details', () => {
  const column = { name: 'size', values: ['S', 'M'], codes: [0, 0, 1] };
  const decoded = async (change: object, { rows = 3, version = 1 } = {}) => {
    const json = JSON.stringify({ version, rows, columns: [{ ...column, ...change }] });
    return decodeDetails((await deflate(new TextEncoder().encode(json))).buffer, 3);
  };

  it('gives lists back', async () => {
    expect((await decoded({})).get('size')).toEqual([['S'], ['M'], ['S']]);
    expect((await decoded({ gaps: [1], counts: [3] })).get('size')).toEqual([
      undefined,
      ['S', 'M', 'S'],
      undefined,
    ]);
  });

  it.each([
    ['a value that none of its codes is of', { values: ['S', 'M', 'L'] }],
    ['a code of a value that comes later', { codes: [0, 2, 0] }],
    ['a code of no value', { codes: [0, 0, 0] }],
    ['fewer codes than lists', { codes: [0, 0] }],
    ['more codes than lists', { codes: [0, 0, 1, 1] }],
    ['more lists than rows', { gaps: [0, 0, 1] }],
    ['fewer counts than lists', { counts: [1, 2] }],
  ])('is refused with %s', async (_, change) => {
    await expect(decoded(change)).rejects.toThrow(badPack(/lists that do not fit its rows/));
  });

  it('is refused with another number of rows, and if it is newer', async () => {
    await expect(decoded({}, { rows: 4 })).rejects.toThrow(badPack(/has 4 rows, not 3/));
    await expect(decoded({}, { version: 99 })).rejects.toThrow(
      refused('pack-version', /a details file has version 99/),
    );
  });
});

describe('a manifest', () => {
  const changed = async (change: (manifest: Manifest) => Partial<Manifest>) => {
    const { manifest } = await encodePack(ring());
    return parseManifest(JSON.stringify(await withDigest({ ...manifest, ...change(manifest) })));
  };
  const listed = ({ shards: [shard] }: Manifest, rows: number) => ({
    ...shard!,
    rows,
    rowList: shard!.items,
  });

  it('names all files of its pack', async () => {
    const { manifest, files } = await encodePack({
      ...ring(),
      items: ring().items.map((item) => ({ ...item, mpn: item.id })),
    });
    const names = filesOf(manifest).map(({ file }) => file);
    expect(names.toSorted()).toEqual([...files.keys()].filter((file) => file !== 'manifest.json').toSorted());
    const removed = manifest.projection;
    expect(filesOf({ ...manifest, removed })).toHaveLength(names.length + 1);
  });

  it('may have shards that replace rows or add some', async () => {
    const { rows } = await changed((manifest) => ({
      rows: 43,
      shards: [...manifest.shards, listed(manifest, 5)],
    }));
    expect(rows).toBe(43);
  });

  it.each<[string, (manifest: Manifest) => Partial<Manifest>, RegExp]>([
    [
      'fewer rows than its shards have',
      () => ({ rows: 39, items: 39 }),
      /do not add up to 39 rows for 39 items/,
    ],
    ['more rows than its shards have', () => ({ rows: 41 }), /do not add up to 41 rows/],
    ['more items than rows', () => ({ items: 41 }), /for 41 items/],
    [
      'more rows than its shards have together',
      (made) => ({ rows: 46, shards: [...made.shards, listed(made, 5)] }),
      /do not add up to 46/,
    ],
    [
      'a whole shard behind one that replaces rows',
      (made) => ({ rows: 80, items: 80, shards: [...made.shards, listed(made, 40), ...made.shards] }),
      /do not add up/,
    ],
    [
      'more items in a file than it has bytes for',
      ({ shards: [shard] }) => ({ shards: [{ ...shard!, items: { ...shard!.items, bytes: 199 } }] }),
      /gives 199 bytes for 40 items/,
    ],
    [
      'more rows than any pack may have',
      ({ shards: [shard] }) => ({
        rows: 2 ** 24 + 1,
        shards: [{ ...shard!, rows: 2 ** 24 + 1, items: { ...shard!.items, bytes: 1e9 } }],
      }),
      /has 16777217 rows, more than 16777216/,
    ],
    [
      'a file above its folder',
      ({ projection }) => ({ projection: { ...projection, file: '../x.bin' } }),
      /projection.file/,
    ],
    [
      'a hash that is none',
      ({ projection }) => ({ projection: { ...projection, sha256: 'x' } }),
      /projection.sha256/,
    ],
  ])('is refused with %s', async (_, change, message) => {
    await expect(changed(change)).rejects.toThrow(badPack(message));
  });

  it('is refused if it is no JSON', async () => {
    await expect(parseManifest('<html>')).rejects.toThrow(badPack(/is not JSON; check its address/));
  });
});

describe('a catalogue', () => {
  it.each([
    [
      'vectors of no length',
      { dim: 0, embeddings: new Float32Array() },
      'bad-shape',
      /dim must be a multiple of 4 above 0, got 0/,
    ],
    ['vectors of an odd length', { dim: 6, embeddings: new Float32Array(240) }, 'bad-shape', /got 6/],
    ['too few vectors', { embeddings: new Float32Array(312) }, 'bad-shape', /40 rows of 8 numbers, got 312/],
    [
      'columns that are too short',
      { columns: noColumns(39) },
      'bad-shape',
      /a value for each of 40 items, got 39/,
    ],
    [
      'a vector that is no number',
      { embeddings: ring().embeddings.map((value, i) => (i === 8 * 7 + 3 ? NaN : value)) },
      'bad-argument',
      /must be finite, got NaN for item sku-7/,
    ],
    [
      'a text model with a file without an ending',
      { model: { id: 'm', files: new Map([['onnx/model', new Uint8Array(1)]]) } },
      'bad-argument',
      /a file named onnx\/model/,
    ],
  ])('is refused with %s', async (_, change, code, message) => {
    await expect(encodePack({ ...ring(), ...change })).rejects.toThrow(refused(code, message));
  });
});

it('a pack has its items in the order of the shelf for a new shopper', async () => {
  const { files, manifest } = await encodePack(ring({ popularity: (number) => number }));
  const list = new TextDecoder().decode(files.get(manifest.shards[0]!.items.file));
  const places = RING.map((number) => list.indexOf(`"sku-${number}"`));
  expect(places).toEqual(places.toSorted((a, b) => b - a));
});
