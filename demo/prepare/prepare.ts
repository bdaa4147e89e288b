import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuildReport } from '../../src/cli/build.ts';
import { buildShop } from './build-shop.ts';
import { writeImageModel } from './image-model.ts';
import { writeMadeShop } from './made-shop.ts';
import { shopPaths, type ShopPaths } from './paths.ts';
import { stampOf } from './stamp.ts';

/** The shop that the demo makes up. */
export const MADE_SHOP = 'Fennel & Fox';

/** Makes the demo's own shop, unless it is up to date. */
export async function prepareMadeShop(): Promise<ShopPaths> {
  const paths = shopPaths('made');
  await unlessDone(paths, ['demo/products', 'demo/prepare'], async () => {
    const { catalogue, orders } = await writeMadeShop(paths.folder);
    const imageModel = await writeImageModel(join(paths.folder, 'image-model'));
    return buildShop(
      { catalogues: [catalogue], orders, imageModel },
      { name: MADE_SHOP, isMadeUp: true },
      paths,
    );
  });
  return paths;
}

/**
 * Builds a pack, unless the stamp says that it was built from the same.
 *
 * @param own See `stampOf`.
 */
export async function unlessDone(
  { pack, stamp }: Pick<ShopPaths, 'pack' | 'stamp'>,
  own: readonly string[],
  work: () => Promise<BuildReport>,
): Promise<void> {
  const key = await stampOf(own);
  if (existsSync(join(pack, 'manifest.json')) && (await readStamp(stamp)) === key) return;
  await rm(stamp, { force: true });
  const { items, seconds } = await work();
  console.log(`Built a pack of ${items} products in ${Math.round(seconds)} seconds.`);
  await writeFile(stamp, JSON.stringify({ key }) + '\n');
}

async function readStamp(path: string): Promise<unknown> {
  try {
    return (JSON.parse(await readFile(path, 'utf8')) as { key?: unknown }).key;
  } catch {
    return undefined; // missing or damaged, so the pack is built
  }
}
