/**
 * Builds a pack of a generated catalogue with the default text model twice: without a cache, and after 1 % of the items
 * have changed. Prints seconds, peak memory, bytes and recall.
 *
 *     npx tsx e2e/bench/build.ts [items] [folder]
 */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../../src/cli/build.ts';
import { createProgress } from '../../src/cli/progress.ts';
import { seeded } from '../../src/core/vectors/random.ts';

const [items = '100000', folder = mkdtempSync(join(tmpdir(), 'vitrine-build-'))] = process.argv.slice(2);
const count = Number(items);

const COLOURS = ['black', 'white', 'red', 'navy', 'green', 'grey', 'brown', 'yellow', 'pink', 'silver'];
const MATERIALS = [
  'cotton',
  'leather',
  'steel',
  'oak',
  'wool',
  'linen',
  'glass',
  'canvas',
  'ceramic',
  'bamboo',
];
const THINGS =
  'boots,sneakers,sandals,jacket,coat,scarf,gloves,lamp,chair,table,shelf,rug,mug,bowl,plate,kettle,pan,knife,bag,backpack,wallet,belt,watch,ring,necklace,headphones,speaker,keyboard,mouse,monitor,tent,bottle,bicycle,helmet,ball,racket,blanket,pillow,towel,curtain'.split(
    ',',
  );
const USES = ['hiking', 'the office', 'children', 'the kitchen', 'travel', 'winter', 'summer', 'the garden'];

function catalogue(changed: (i: number) => boolean): string {
  const random = seeded(7);
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)]!;
  const lines = Array.from({ length: count }, (_, i) => {
    const thing = pick(THINGS);
    const title = `${pick(COLOURS)} ${pick(MATERIALS)} ${thing} for ${pick(USES)} ${Math.floor(random() * 9000)}`;
    return `sku-${i},${changed(i) ? 'new ' : ''}${title},${thing},${(random() * 100).toFixed(2)}`;
  });
  return ['id,title,category,price', ...lines].join('\n');
}

mkdirSync(folder, { recursive: true });
const file = join(folder, 'catalogue.csv');
const options = { catalogues: [file], out: join(folder, 'pack'), cache: join(folder, 'cache') };
for (const run of ['first', 'second'] as const) {
  writeFileSync(
    file,
    catalogue((i) => run === 'second' && i % 100 === 3),
  );
  const { seconds, embedded, recall, delta, freshBytes, files } = await build(options, createProgress());
  const all = files.filter(({ name }) => !name.startsWith('model/') && !name.startsWith('projection'));
  console.log(
    JSON.stringify({
      run,
      items: count,
      seconds,
      embedded,
      recall,
      delta,
      fresh_mb: freshBytes / 1e6,
      pack_mb: all.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6,
      vectors_mb:
        all.filter(({ name }) => name.startsWith('rows')).reduce((sum, { bytes }) => sum + bytes, 0) / 1e6,
      peak_mb: process.resourceUsage().maxRSS / 1024,
    }),
  );
}
process.exit();
