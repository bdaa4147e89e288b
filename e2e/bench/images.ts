/**
 * What each way to show images costs in bytes, and what it tells:
 *
 *     npx tsx e2e/bench/images.ts CATALOGUE PHOTOS
 *
 * `PHOTOS` is a folder of image files, which the items get by turns.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { readCatalogue } from '../../src/cli/feed/catalogue.ts';
import { makeVariants, SIZES, type Variant } from '../../src/cli/thumbnails/make-variants.ts';
import { guessedRight, toldByFile } from '../../src/cli/thumbnails/told.ts';
import { addThumbnails, fileCount } from '../../src/pack/add-thumbnails.ts';
import { encodePack } from '../../src/pack/encode.ts';
import { noColumns } from '../../src/core/catalogue.ts';
import { randomRows, seeded } from '../../src/core/vectors/random.ts';

const [catalogue, folder] = process.argv.slice(2);
if (catalogue === undefined || folder === undefined)
  throw new Error('give a catalogue and a folder of photos');
const { items } = await readCatalogue([catalogue]);
const photos = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
const kB = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`;

const pack = await encodePack({
  items: [{ id: 'a', title: 'A' }],
  dim: 4,
  embeddings: randomRows(1, 4, seeded(1)),
  columns: noColumns(1),
  options: {},
});

async function sizes(mode: 'pack' | 'mixed' | 'blurred', variant: Variant) {
  const made = await Promise.all(photos.map(async (photo) => (await makeVariants(photo, [variant]))[0]!));
  const images = new Map(items.map(({ id }, i) => [id, made[i % made.length]!]));
  const size = variant === 'hash' ? 0 : variant;
  const { files } = (await addThumbnails(pack, { mode, size, images })).manifest.thumbnails!;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return { files: files.length, bytes, each: bytes / items.length };
}

const photoBytes = photos.reduce((sum, photo) => sum + photo.length, 0) / photos.length;
console.log(`${items.length} items, ${photos.length} photos of ${kB(photoBytes)} on average\n`);
console.log('| mode | pixels | bytes an item | files | fetched by every shopper | for 8 cards |');
console.log('| --- | ---: | ---: | ---: | ---: | ---: |');
for (const side of SIZES) {
  const { files, bytes, each } = await sizes('pack', side);
  console.log(`| \`pack\` | ${side} | ${each.toFixed(0)} | ${files} | ${kB(bytes)} | 0 |`);
}
const mixed = await sizes('mixed', 96);
const filesOf8 = mixed.files * (1 - (1 - 1 / mixed.files) ** 8); // the expected number of different files
console.log(
  `| \`mixed\` | 96 | ${mixed.each.toFixed(0)} | ${mixed.files} | 0 | ${kB((filesOf8 * mixed.bytes) / mixed.files)} |`,
);
const blurred = await sizes('blurred', 'hash');
console.log(
  `| \`blurred\` | | ${blurred.each.toFixed(0)} | ${blurred.files} | ${kB(blurred.bytes)} | ${kB(photoBytes)} for each card turned to |`,
);
console.log(`| \`remote\` | | | | 0 | ${kB(8 * photoBytes)} |\n`);

console.log('| format | pixels | bytes an image | ms an image |');
console.log('| --- | ---: | ---: | ---: |');
const some = photos.slice(0, 20); // AVIF takes long
for (const side of [256, 96])
  for (const [format, quality] of [
    ['webp', 60],
    ['avif', 50],
    ['avif', 40],
  ] as const) {
    const began = performance.now();
    let bytes = 0;
    for (const photo of some)
      bytes += (
        await sharp(photo)
          .resize(side, side, { fit: 'inside' })
          .flatten({ background: '#fff' })
          [format]({ quality, effort: 4 })
          .toBuffer()
      ).length;
    const ms = (performance.now() - began) / some.length;
    console.log(
      `| ${format} ${quality} | ${side} | ${(bytes / some.length).toFixed(0)} | ${ms.toFixed(0)} |`,
    );
  }
console.log();

const known = items.map(({ id, category = '' }) => ({ id, kind: category.split(' > ')[0]! }));
const files = fileCount('mixed', items.length);
const told = toldByFile(known, files);
const kinds = new Set(known.map(({ kind }) => kind)).size;
console.log(
  `mixed: ${files} files of ${(items.length / files).toFixed(0)} items on average, ${kinds} categories`,
);
console.log(
  `one file tells ${told.itemBits.toFixed(1)} of ${Math.log2(items.length).toFixed(1)} bits of the item,`,
);
console.log(`and ${told.kindBits.toFixed(3)} of ${told.allKindBits.toFixed(2)} bits of its category`);
for (const shown of [0, 1, 8, 24, 64]) {
  const share = guessedRight(known, files, { shown, visits: 2000, seed: 1 });
  console.log(
    `${shown} items of one category shown: the category is guessed in ${(100 * share).toFixed(0)} % of visits`,
  );
}
