import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { noColumns } from '../src/core/catalogue.ts';
import { randomRows, seeded } from '../src/core/vectors/random.ts';
import { encodePack } from '../src/pack/encode.ts';
import { parseManifest } from '../src/pack/manifest.ts';
import { encodePrices, type Prices } from '../src/pack/prices.ts';
import type { Item } from '../src/types.ts';

const PRICES_FILE = 'prices.json';
const PACK = new URL('.superstore/pack/', import.meta.url);

/**
 * A pack of the given items, with equal popularity and the demo's text model.
 *
 * @param embeddings Default: random vectors.
 * @param prices Prices that have changed since the build. Default: the pack has no file of them.
 */
export async function makePack(
  items: readonly Item[],
  dim = 512,
  embeddings = randomRows(items.length, dim, seeded(1)),
  prices?: Prices,
): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const columns = noColumns(items.length);
  columns.trend.fill(0.5);
  const { model } = await parseManifest(readFileSync(new URL('manifest.json', PACK), 'utf8'));
  const modelFiles = Object.entries(model?.files ?? {}).map(
    ([path, { file }]) => [path, new Uint8Array(readFileSync(new URL(file, PACK)))] as const,
  );
  const { files } = await encodePack({
    items,
    dim,
    embeddings,
    columns,
    model: { id: model!.id, files: new Map(modelFiles) },
    ...(prices && { prices: PRICES_FILE }),
    options: {},
  });
  return prices ? new Map([...files, [PRICES_FILE, encodePrices(prices)]]) : files;
}

/** Serves a pack's files from memory, as if they were in a folder. @returns The address of the manifest. */
export async function servePack(
  page: Page,
  folder: string,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<string> {
  await page.route(`**/${folder}/**`, (route) => {
    const [, name = ''] = new URL(route.request().url()).pathname.split(`/${folder}/`);
    const body = files.get(name);
    return route.fulfill(
      body ? { body: Buffer.from(body), contentType: 'application/octet-stream' } : { status: 404 },
    );
  });
  return `/${folder}/manifest.json`;
}
