import { readingOptions } from '../../src/cli/feed/reading-flags.ts';
import { toMarkdown } from '../../src/cli/report/document.ts';
import { SHORT } from '../../src/cli/report/extent.ts';
import { pageOf } from '../../src/cli/report/page.ts';
import { buildShop } from './build-shop.ts';
import type { Flags } from './flags.ts';
import type { ShopPaths } from './paths.ts';

/** Builds a shop from the files that are given, and says what was read of them. @throws {VitrineError} As `vitrine build`. */
export async function prepareOwnShop(flags: Flags, paths: ShopPaths): Promise<ShopPaths> {
  const { catalogue = [], orders, imageModel, name } = flags;
  const source = { catalogues: catalogue, orders, imageModel, reading: readingOptions(flags) };
  const report = await buildShop(source, { name }, paths);
  console.log(toMarkdown(pageOf(report, SHORT)));
  return paths;
}
