import { expect, it, vi } from 'vitest';
import { soaking, tellSoak } from '../testing/soak.ts';
import { noColumns } from '../core/catalogue.ts';
import { randomRows, seeded } from '../core/vectors/random.ts';
import { VitrineError } from '../errors.ts';
import { encodePack } from './encode.ts';
import { loadDetailedPack } from './details.ts';
import { loadPack, type Pack } from './load.ts';

type Files = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/** How many bits are flipped; a soak test flips more. */
const FLIPS = soaking ? 20_000 : 1000;

const COUNT = 700; // two shards
/** Files that are read only when a search needs them. */
const isLate = (name: string) => /^(?:model\/|projection-)/.test(name);
const DIM = 8;
const table = {
  offsets: Uint32Array.from({ length: COUNT + 1 }, (_, row) => Math.min(row, COUNT - 1)),
  targets: Uint32Array.from({ length: COUNT - 1 }, (_, i) => i + 1),
  weights: new Uint8Array(COUNT - 1).fill(9),
  scale: 0.5,
};

/** A shop's pack. Another seed gives another catalogue of the same size. */
async function shop(seed: number): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const random = seeded(seed);
  const { files } = await encodePack({
    items: Array.from({ length: COUNT }, (_, i) => ({
      id: `sku-${i}`,
      title: `Item ${i} of ${seed}`,
      ids: [`${seed}-${i}`],
      attributes: { colour: [i % 2 ? 'Red' : 'Blue', String(seed)] },
    })),
    dim: DIM,
    embeddings: randomRows(COUNT, DIM, random),
    columns: { ...noColumns(COUNT), trend: Float32Array.from({ length: COUNT }, () => random()) },
    tables: { next: table },
    sensitive: ['Health'],
    model: { id: 'tiny', files: new Map([['onnx/model.onnx', Uint8Array.of(1, 2, 3)]]) },
    options: { text: 'title', 7: [1e-7, -0.25] },
  });
  return files;
}

const readerOf = (files: Files) => (file: string) => {
  const bytes = files.get(file);
  return bytes
    ? Promise.resolve(bytes.slice().buffer)
    : Promise.reject(new VitrineError('pack-load', `no ${file}`));
};

/** All content of a pack as text: two packs with equal prints give equal shelves. */
function print({ manifest, rows, items, columns, tables, sensitive }: Pack): string {
  return JSON.stringify([manifest, rows.data.join(), rows.scales.join(), items, columns, tables, sensitive]);
}

/** The result of loading: the print of the pack, or the code of the error. */
async function outcome(files: Files): Promise<string> {
  try {
    return print(await loadDetailedPack(readerOf(files)));
  } catch (error) {
    expect(error).toBeInstanceOf(VitrineError);
    return (error as VitrineError).code;
  }
}

const refusals = ['bad-pack', 'pack-version', 'pack-load'];

it(
  `a pack with a flipped bit is refused or loads with the right content, for ${FLIPS} bits`,
  { tags: ['slow'], ...(soaking && { timeout: 10 * 60_000 }) },
  async () => {
    const files = await shop(1);
    const right = await outcome(files);
    const random = seeded(2024);
    const names = [...files.keys()].filter((name) => !isLate(name));
    const seen = { refused: 0, right: 0, wrong: 0 };
    for (let i = 0; i < FLIPS; i++) {
      // Half of them in the manifest, because no other file has its hash.
      const name = i % 2 === 0 ? 'manifest.json' : names[Math.floor(random() * names.length)]!;
      const broken = files.get(name)!.slice();
      broken[Math.floor(random() * broken.length)]! ^= 1 << Math.floor(random() * 8);
      const got = await outcome(new Map(files).set(name, broken));
      seen[refusals.includes(got) ? 'refused' : got === right ? 'right' : 'wrong']++;
    }
    expect(seen.wrong).toBe(0);
    expect(seen.refused + seen.right).toBe(FLIPS);
    expect(seen.refused).toBeGreaterThan(0.9 * FLIPS);
    tellSoak({
      what: 'Pack: bits flipped, half of them in the manifest',
      rounds: FLIPS,
      faults: FLIPS,
      wrong: seen.wrong,
    });
  },
);

it('a pack is refused if any of its files is cut short at any place', { tags: ['slow'] }, async () => {
  const files = await shop(1);
  for (const [name, bytes] of files) {
    if (isLate(name)) continue;
    for (const length of [0, 1, 63, 64, bytes.length >> 1, bytes.length - 2]) {
      if (length >= bytes.length) continue;
      expect(refusals).toContain(await outcome(new Map(files).set(name, bytes.slice(0, length))));
    }
  }
});

it(
  'a pack is refused if two of its files are swapped, or if one is from another pack',
  { tags: ['slow'] },
  async () => {
    const [files, other] = [await shop(1), await shop(2)];
    const names = [...files.keys()].filter((name) => name !== 'manifest.json' && !isLate(name));
    const others = [...other.keys()];
    for (const [i, name] of names.entries()) {
      const next = names[(i + 1) % names.length]!;
      const swapped = new Map(files).set(name, files.get(next)!).set(next, files.get(name)!);
      expect(await outcome(swapped)).toBe('bad-pack');
      const kind = name.replace(/-.*/, '');
      const foreignFiles = others.filter((one) => one.startsWith(kind));
      const foreignFile = foreignFiles[i % foreignFiles.length]!;
      if (other.get(foreignFile)!.join() === files.get(name)!.join()) continue; // both packs have the same table
      expect(await outcome(new Map(files).set(name, other.get(foreignFile)!))).toBe('bad-pack');
    }
  },
);

it('a pack is refused if a host answers with HTML pages for its files', async () => {
  const files = await shop(1);
  const page = new TextEncoder().encode('<!doctype html><title>Not found</title>');
  for (const name of files.keys()) {
    if (!isLate(name)) expect(await outcome(new Map(files).set(name, page))).toBe('bad-pack');
  }
});

it('a manifest without a digest is refused with a message that says what to do', async () => {
  const files = await shop(1);
  const manifest = JSON.parse(new TextDecoder().decode(files.get('manifest.json'))) as object;
  const text = JSON.stringify({ ...manifest, digest: undefined });
  const without = new Map(files).set('manifest.json', new TextEncoder().encode(text));
  await expect(loadPack(readerOf(without))).rejects.toMatchObject({
    code: 'bad-pack',
    message: expect.stringContaining('build the pack again') as string,
  });
});

it('the new pack is loaded if the shop deploys it during the load of the old one', async () => {
  const [before, after] = [await shop(1), await shop(2)];
  let manifests = 0;
  const pack = await loadDetailedPack((file) => {
    if (file === 'manifest.json') return readerOf(manifests++ === 0 ? before : after)(file);
    return readerOf(after)(file); // the old files are gone
  });
  expect(print(pack)).toBe(await outcome(after));
  expect(manifests).toBe(2);
});

it('loading fails if files are missing and the manifest has not changed', async () => {
  const files = await shop(1);
  const read = vi.fn(readerOf(new Map([['manifest.json', files.get('manifest.json')!]])));
  await expect(loadPack(read)).rejects.toMatchObject({ code: 'pack-load' });
  expect(read.mock.calls.filter(([file]) => file === 'manifest.json')).toHaveLength(2);
});

it('a file is read again from its origin if the cached copy is wrong', async () => {
  const files = await shop(1);
  const stale = new TextEncoder().encode('<!doctype html>');
  const pack = await loadDetailedPack((file, afresh) =>
    file === 'manifest.json' || afresh ? readerOf(files)(file) : Promise.resolve(stale.slice().buffer),
  );
  expect(print(pack)).toBe(await outcome(files));
});
