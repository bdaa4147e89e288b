import { describe, expect, it } from 'vitest';
import { noColumns } from '../core/catalogue.ts';
import { randomRows, seeded } from '../core/vectors/random.ts';
import { addThumbnails, fileCount } from './add-thumbnails.ts';
import { encodePack } from './encode.ts';
import { filesOf } from './manifest.ts';
import { decodeThumbnails, encodeThumbnails, thumbnailFileOf } from './thumbnail-file.ts';

const ids = (count: number) => Array.from({ length: count }, (_, i) => `sku-${i}`);

/** The header of a lossy WebP file, and as many bytes as are wanted. */
function webp(width: number, height: number, bytes = 40): Uint8Array<ArrayBuffer> {
  const image = new Uint8Array(bytes);
  image.set(new TextEncoder().encode('RIFF....WEBPVP8 '));
  image.set([0x9d, 0x01, 0x2a], 23);
  const header = new DataView(image.buffer);
  header.setUint16(26, width, true);
  header.setUint16(28, height, true);
  return image;
}

async function emptyPack() {
  const items = [{ id: 'a', title: 'A' }];
  const embeddings = randomRows(1, 4, seeded(1));
  return encodePack({ items, dim: 4, embeddings, columns: noColumns(1), options: {} });
}

describe('a file of thumbnails', () => {
  it('gives back every image under its id', () => {
    const images = new Map([
      ['a', webp(96, 64)],
      ['__proto__', webp(1, 512, 50)],
      ['ä "b"', webp(512, 512, 31)],
    ]);
    expect(decodeThumbnails(encodeThumbnails(images).buffer, false)).toEqual(images);
  });

  it.each([
    ['an image with a side above 512 pixels', webp(16_383, 16)],
    ['an image without pixels', webp(0, 16)],
    ['a picture that is no lossy WebP', new Uint8Array(100)],
    ['an image that is cut off in its header', webp(8, 8).slice(0, 20)],
  ])('is refused if it holds %s', (_, image) => {
    const { buffer } = encodeThumbnails(new Map([['a', image]]));
    expect(() => decodeThumbnails(buffer, false)).toThrowError(expect.objectContaining({ code: 'bad-pack' }));
  });

  it('is refused whatever part of it is cut off, and whatever count it claims', () => {
    const whole = encodeThumbnails(new Map([['a', webp(8, 8)]])).buffer;
    for (let length = 0; length < whole.byteLength; length++)
      expect(() => decodeThumbnails(whole.slice(0, length), false), `${length} bytes`).toThrowError(
        expect.objectContaining({ code: 'bad-pack' }),
      );
    new DataView(whole).setUint32(8, 2 ** 32 - 1, true);
    expect(() => decodeThumbnails(whole, false)).toThrowError(expect.objectContaining({ code: 'bad-pack' }));
  });

  it('of a newer version says so', () => {
    const { buffer } = encodeThumbnails(new Map());
    new DataView(buffer).setUint32(4, 2, true);
    expect(() => decodeThumbnails(buffer, false)).toThrowError(
      expect.objectContaining({ code: 'pack-version' }),
    );
  });
});

describe('the thumbnails of a pack', () => {
  it('are shared out evenly, also if ids differ in one digit only', () => {
    const counts = new Array<number>(64).fill(0);
    for (const id of ids(6400)) counts[thumbnailFileOf(id, 64)]!++;
    // A hundred each; eight standard deviations of a fair hash are 80.
    expect(Math.min(...counts)).toBeGreaterThan(40);
    expect(Math.max(...counts)).toBeLessThan(180);
  });

  it('have a hundred items or more in each file that one item makes a page fetch', () => {
    for (const items of [1, 99, 100, 1000, 2465, 50_000, 1_000_000]) {
      const each = items / fileCount('mixed', items);
      expect(each).toBeLessThan(200);
      if (items >= 100) expect(each).toBeGreaterThanOrEqual(100);
    }
  });

  it('are the same files whatever order they come in, and keep most of them if one image changes', async () => {
    const images = ids(1000).map((id, i) => [id, webp(96, 96, 40 + (i % 20))] as const);
    const named = async (all: typeof images) => {
      const { manifest } = await addThumbnails(await emptyPack(), {
        mode: 'mixed',
        size: 96,
        images: new Map(all),
      });
      expect(filesOf(manifest)).toEqual(expect.arrayContaining(manifest.thumbnails!.files));
      return manifest.thumbnails!.files.map(({ file }) => file);
    };
    const names = await named(images);
    expect(await named(images.toReversed())).toEqual(names);
    const changed = await named(images.map(([id, image]) => [id, id === 'sku-7' ? webp(96, 80) : image]));
    expect(changed.filter((name) => !names.includes(name))).toHaveLength(1);
  });
});
