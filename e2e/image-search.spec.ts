import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import sharp from 'sharp';
import { writeTinyImageModel } from '../models/testing/tiny-image-model.ts';
import { embedImages } from '../src/cli/images/embed-images.ts';
import { addImages } from '../src/pack/add-images.ts';
import { encodePack } from '../src/pack/encode.ts';
import { noColumns } from '../src/core/catalogue.ts';
import { quantiseRows } from '../src/core/vectors/quantise.ts';
import { dotExact } from '../src/core/vectors/rescore.ts';
import { makePage } from './made-page.ts';
import { observe, STRICT } from './page-server.ts';
import { CLEAN, useHosts } from './use-hosts.ts';

const hosts = useHosts(STRICT);
let folder: string;
let files: Map<string, Uint8Array<ArrayBuffer>>;
/** The score of each item's image against itself, as the build decoded it. */
let own: number[];
/** The manifest of the same pack without images. */
let plain: Uint8Array<ArrayBuffer>;

/** An image of shapes and a gradient, different for each item. */
function drawing(i: number): Buffer {
  const [hue, other] = [i * 45, i * 45 + 150];
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="480" height="360">
    <defs><linearGradient id="g"><stop stop-color="hsl(${hue} 70% 45%)"/><stop offset="1" stop-color="hsl(${other} 60% 70%)"/></linearGradient></defs>
    <rect width="480" height="360" fill="url(#g)"/><circle cx="${60 + i * 50}" cy="${300 - i * 30}" r="70" fill="hsl(${other} 80% 30%)"/></svg>`);
}

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-images-'));
  process.env['XDG_CACHE_HOME'] = join(folder, 'cache');
  const kinds = ['webp', 'jpeg', 'png'] as const;
  const items = await Promise.all(
    Array.from({ length: 9 }, async (_, i) => {
      const image = `${i}.${kinds[i % 3]!}`;
      if (i < 8)
        await sharp(drawing(i))
          .toFormat(kinds[i % 3]!)
          .toFile(join(folder, image));
      return { id: `sku-${i}`, title: `Drawing ${i}`, ...(i < 8 && { image }) };
    }),
  );
  const model = writeTinyImageModel(join(folder, 'tiny'));
  const encoded = await encodePack({
    items,
    dim: 4,
    embeddings: new Float32Array(items.length * 4).fill(0.5),
    columns: noColumns(items.length),
    options: {},
  });
  plain = encoded.files.get('manifest.json')!;
  const embedded = await embedImages(items, { model, base: folder }, () => undefined);
  ({ files } = await addImages(encoded, embedded));
  const rows = quantiseRows(embedded.embeddings, embedded.dim);
  own = embedded.ids.map((_, row) =>
    dotExact(rows, row, embedded.embeddings.subarray(row * rows.dim, (row + 1) * rows.dim)),
  );
});
test.afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Opens a page with the given elements and the pack with images. `asked()` lists which of its image files were fetched. */
async function open(page: Page, body: string, manifest = 'manifest.json') {
  for (const [name, bytes] of [...files, ['plain.json', plain] as const])
    hosts.made.set(`/images/${name}`, bytes);
  const asked = () =>
    hosts.asked.flatMap((path) => /\/images\/(image.*?)-[0-9a-f]{16}/.exec(path)?.[1] ?? []);
  const seen = await observe(page);
  await page.goto(makePage(hosts, 'image', { body, attributes: `data-pack="/images/${manifest}"` }));
  return { asked, seen };
}

test('a search by image runs on the device, for every image format, and gives the scores that the build computed', async ({
  page,
}) => {
  const { asked, seen } = await open(page, '<vitrine-search limit="3"></vitrine-search>');
  const button = page.getByRole('button', { name: 'Search with a photo' });
  await expect(button).toBeVisible();
  expect(asked()).toEqual([]); // no image data before the first search by image
  const violations = (await new AxeBuilder({ page }).include('vitrine-search').analyze()).violations;
  expect(violations.map(({ id }) => id)).toEqual([]);

  const shelves = page.evaluate(
    () =>
      new Promise<{ ids: string[]; scores: number[] }[]>((resolve) => {
        const all: { ids: string[]; scores: number[] }[] = [];
        document.addEventListener('vitrine-show', (event) => {
          const { items } = event.detail.shelf;
          all.push({ ids: items.map(({ objectID }) => objectID), scores: items.map(({ _score }) => _score) });
          if (all.length === 3) resolve(all);
        });
      }),
  );
  for (const [i, kind] of ['webp', 'jpeg', 'png'].entries()) {
    const chooser = page.waitForEvent('filechooser');
    await button.click();
    await (await chooser).setFiles(join(folder, `${i}.${kind}`));
    await expect(page.getByRole('status')).toHaveText('Results: 3');
    await expect(page.getByRole('listitem').first()).toContainText(`Drawing ${i}`);
  }
  for (const [i, { ids, scores }] of (await shelves).entries()) {
    const difference = Math.abs(scores[0]! - own[i]!);
    console.info(
      `${['webp', 'jpeg', 'png'][i]!}: the browser's score is off by ${difference.toExponential(1)}`,
    );
    expect(ids[0]).toBe(`sku-${i}`);
    expect(difference).toBeLessThan(1e-3); // decoders differ by one or two grey levels
  }
  expect(seen).toEqual(CLEAN);
});

test('an image may be dropped, and a file that is not an image is refused with a message', async ({
  page,
}) => {
  await open(page, '<vitrine-search></vitrine-search>');
  await expect(page.getByRole('button', { name: 'Search with a photo' })).toBeVisible();
  const drop = async (name: string, type: string, bytes: Buffer) => {
    const data = await page.evaluateHandle(
      ([content, as, kind]) => {
        const transfer = new DataTransfer();
        const raw = Uint8Array.from(atob(content!), (letter) => letter.charCodeAt(0));
        transfer.items.add(new File([raw], as!, { type: kind! }));
        return transfer;
      },
      [bytes.toString('base64'), name, type],
    );
    await page.dispatchEvent('vitrine-search', 'drop', { dataTransfer: data });
  };
  await drop('words.png', 'image/png', Buffer.from('not an image'));
  await expect(page.getByRole('status')).toHaveText('This file is not a picture that can be read');
  await drop('5.png', 'image/png', readFileSync(join(folder, '5.png')));
  await expect(page.getByRole('listitem').first()).toContainText('Drawing 5');
});

test('a shelf of similar looks follows the images', async ({ page }) => {
  const shelf = '<vitrine-shelf model="looking-similar" object-ids="sku-3" limit="2"></vitrine-shelf>';
  const { asked, seen } = await open(page, shelf);
  const region = page.getByRole('region', { name: 'Similar looks' });
  await expect(region.getByRole('listitem')).toHaveCount(2);
  await expect(region).not.toContainText('Drawing 8'); // it has no image
  expect(asked()).toEqual(['images']); // the shelf needs no model
  expect(seen).toEqual(CLEAN);
});

test('if the pack has no images, there is no such button, and the call says why', async ({ page }) => {
  await open(page, '<vitrine-search></vitrine-search>', 'plain.json');
  await expect(page.getByRole('searchbox')).toBeVisible();
  const errors = await page.evaluate(async () => {
    const recommender = await window.vitrine!;
    const codes: string[] = [];
    for (const image of [new Blob(['x']), 'photo.jpg' as unknown as Blob])
      await recommender.searchByImage(image).catch((error: unknown) => codes.push(String(error)));
    return codes;
  });
  expect(errors).toEqual([
    'VitrineError: the pack has no images to compare: build it with --images',
    'VitrineError: image must be a Blob, an ImageBitmap or an ImageData',
  ]);
  await expect(page.getByRole('button', { name: 'Search with a photo' })).toHaveCount(0);
});
