import { mkdir, writeFile } from 'node:fs/promises';
import { build, type BuildReport } from '../../src/cli/build.ts';
import { embedAll } from '../../src/cli/embed.ts';
import { readCatalogue, type ReadingOptions } from '../../src/cli/feed/catalogue.ts';
import { beside, isAddress } from '../../src/cli/images/image-address.ts';
import { createProgress } from '../../src/cli/progress.ts';
import type { Item } from '../../src/types.ts';
import type { Listing } from '../server/listing.ts';
import type { ShopPaths } from './paths.ts';

/** What a shop is built from. */
export interface ShopSource {
  readonly catalogues: readonly string[];
  readonly orders?: string | undefined;
  readonly imageModel?: string | undefined;
  /** How the files are read. */
  readonly reading?: ReadingOptions;
}

/**
 * Reads a shop's files as `vitrine build` does, builds the pack from them, and writes what the demo's pages show. The pages
 * are the demo's own, so every product gets an address there.
 *
 * @throws {VitrineError} As `vitrine build`.
 */
export async function buildShop(
  source: ShopSource,
  { name, isMadeUp = false }: { readonly name: string; readonly isMadeUp?: boolean },
  to: ShopPaths,
): Promise<BuildReport> {
  const { catalogues, orders, imageModel, reading } = source;
  const progress = createProgress();
  const say = (message: string) => {
    progress.say(message);
  };
  const base = beside(catalogues[0]!);
  const catalogue = await readCatalogue(catalogues, undefined, { say, ...reading });
  const items = catalogue.items.map((item) => onDemo(item, base));
  await mkdir(to.folder, { recursive: true });
  const report = await build(
    {
      catalogues,
      orders,
      out: to.pack,
      imageBase: base,
      images: imageModel === undefined ? undefined : { model: imageModel, base },
    },
    progress,
    embedAll,
    () => Promise.resolve({ ...catalogue, items }),
  );
  const comparesImages = imageModel !== undefined;
  const listing: Listing = {
    name,
    isMadeUp,
    comparesImages,
    base: isAddress(base) ? undefined : base,
    items,
  };
  await writeFile(to.listing, JSON.stringify(listing));
  return report;
}

/** An item with the demo's address. A relative address of an image begins at the catalogue, which is the demo's root. */
function onDemo(item: Item, base: string): Item {
  const { id, image } = item;
  const isFile = image !== undefined && !isAddress(base) && !/^(?:[a-z]+:|\/)/i.test(image);
  return { ...item, url: `/product/${encodeURIComponent(id)}`, ...(isFile && { image: `/${image}` }) };
}
