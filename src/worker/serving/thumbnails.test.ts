import { afterEach, expect, it, vi } from 'vitest';
import { noColumns } from '../../core/catalogue.ts';
import { randomRows, seeded } from '../../core/vectors/random.ts';
import { addThumbnails } from '../../pack/add-thumbnails.ts';
import { encodePack } from '../../pack/encode.ts';
import type { ThumbnailEntry } from '../../pack/manifest.ts';
import { thumbnailFileOf } from '../../pack/thumbnail-file.ts';
import { Thumbnails } from './thumbnails.ts';

const FOLDER = 'https://shop.test/pack/';
const IDS = Array.from({ length: 900 }, (_, i) => `sku-${i}`);
/** A ThumbHash is bytes of any content. */
const hashOf = (id: string) => new TextEncoder().encode(id);

afterEach(() => {
  vi.restoreAllMocks();
});

/** Serves a pack's thumbnails. @returns What was asked for, by file number, with the kind of cache. */
async function serve(mode: 'pack' | 'mixed', fails: (number: number) => boolean = () => false) {
  const embeddings = randomRows(1, 4, seeded(1));
  const items = [{ id: 'a', title: 'A' }];
  const empty = await encodePack({ items, dim: 4, embeddings, columns: noColumns(1), options: {} });
  // ThumbHashes in the place of WebP files, which this test is not about.
  const images = new Map(IDS.map((id) => [id, hashOf(`${id} ${Math.random()}`.slice(0, 20))]));
  const { files, manifest } = await addThumbnails(empty, { mode, size: 0, images });
  const entry: ThumbnailEntry = { ...manifest.thumbnails!, mode: 'blurred' };
  const asked: string[] = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation((url, init) => {
    const name = String(url).replace(FOLDER, '');
    const number = entry.files.findIndex(({ file }) => file === name);
    asked.push(`${number} ${init?.cache}`);
    if (fails(number)) return Promise.resolve(new Response('no', { status: 503 }));
    return Promise.resolve(new Response(files.get(name)));
  });
  const text = async (blob: Blob | undefined) => blob && new Uint8Array(await blob.arrayBuffer());
  return { entry, asked, images, text };
}

const inOrder = (count: number, cache: string) => Array.from({ length: count }, (_, i) => `${i} ${cache}`);

it.each([[['sku-5']], [['sku-899', 'sku-1', 'no such item']], [[]]])(
  'reads all files in their order, whatever is asked for: %j',
  async (ids) => {
    const { entry, asked, images, text } = await serve('pack');
    const thumbnails = new Thumbnails(`${FOLDER}manifest.json`, entry, 'pack');
    const found = await thumbnails.of(ids);
    await vi.waitFor(() => {
      expect(asked).toEqual(inOrder(4, 'force-cache'));
    });
    for (const id of ids) expect(await text(found.get(id))).toEqual(images.get(id));
    await thumbnails.of(IDS);
    expect(asked).toHaveLength(4);
  },
);

it('in the mode mixed, reads only the files of the items asked for, each once, and the browser keeps none', async () => {
  const { entry, asked, images, text } = await serve('mixed');
  const thumbnails = new Thumbnails(`${FOLDER}manifest.json`, entry, 'mixed');
  const number = thumbnailFileOf('sku-5', entry.files.length);
  const found = await thumbnails.of(['sku-5']);
  expect(await text(found.get('sku-5'))).toEqual(images.get('sku-5'));
  await thumbnails.of(IDS.filter((id) => thumbnailFileOf(id, entry.files.length) === number));
  await new Thumbnails(`${FOLDER}manifest.json`, entry, 'mixed').of(['sku-5']); // a newer pack with the same file
  expect(asked).toEqual([`${number} no-store`]);
});

it(
  'leaves out images whose file cannot be read, and reads it again with the next call',
  { tags: ['slow'] },
  async () => {
    let fails = true;
    const { entry, asked } = await serve('pack', (number) => fails && number === 1);
    const thumbnails = new Thumbnails(`${FOLDER}manifest.json`, entry, 'pack');
    const missing = IDS.filter((id) => thumbnailFileOf(id, entry.files.length) === 1);
    expect((await thumbnails.of(IDS)).size).toBe(IDS.length - missing.length);
    fails = false;
    asked.length = 0;
    await vi.waitFor(async () => {
      expect((await thumbnails.of(IDS)).size).toBe(IDS.length);
    });
    expect(asked).toEqual(['1 force-cache']);
  },
);

it('refuses files that would fill the memory, before it reads any', async () => {
  const { entry, asked } = await serve('pack');
  const file = { ...entry.files[0]!, bytes: 7e6 };
  const large: ThumbnailEntry = { ...entry, files: Array.from({ length: 8 }, () => file) };
  expect(() => new Thumbnails(FOLDER, large, 'pack')).toThrowError(
    expect.objectContaining({ code: 'bad-pack' }),
  );
  expect(() => new Thumbnails(FOLDER, large, 'mixed')).not.toThrow();
  const one = { ...entry, files: [{ ...file, bytes: 9e6 }] };
  expect(() => new Thumbnails(FOLDER, one, 'mixed')).toThrowError(
    expect.objectContaining({ code: 'bad-pack' }),
  );
  expect(asked).toEqual([]);
});
