import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { VitrineError } from '../../errors.ts';
import { loadPack } from '../../pack/load.ts';
import { parseManifest } from '../../pack/manifest.ts';
import { withManifest } from '../../pack/pack-files.ts';
import { encodePrices, OFFER, type PriceChange } from '../../pack/prices.ts';
import type { Item } from '../../types.ts';
import { folderReader } from '../encode-build.ts';

const PRICES_FILE = 'prices.json';

/** Gives the price file of the pack in a folder, so that a new build of the pack keeps it. */
export async function keptPrices(out: string): Promise<{ prices?: string }> {
  try {
    const { prices } = await parseManifest(await readFile(join(out, 'manifest.json'), 'utf8'));
    return prices === undefined ? {} : { prices };
  } catch {
    return {}; // no pack, or a damaged one, which the build replaces
  }
}

/** The result of updating the prices of a pack; `--json` prints it. */
export interface PricesReport {
  readonly out: string;
  /** Number of items whose price or stock differs from the pack. */
  readonly changed: number;
  /** Number of items of the catalogue that the pack lacks. */
  readonly unknown: number;
  readonly bytes: number;
}

/**
 * Writes the prices and stock that differ from a pack into a file beside it. The first time, the manifest is rewritten to
 * name the file; no other file changes. Files are written under a temporary name and renamed, so that a reader sees the old
 * prices or the new ones.
 *
 * @throws {VitrineError} `bad-argument` for a folder without a pack, or as `loadPack`.
 */
export async function writePrices(folder: string, items: readonly Item[]): Promise<PricesReport> {
  const read = folderReader(folder);
  const pack = await loadPack(read).catch((cause: unknown) => {
    if (cause instanceof VitrineError) throw cause;
    throw new VitrineError('bad-argument', `${folder} holds no pack: build one first with vitrine build`, {
      cause,
    });
  });
  const changes = new Map<string, PriceChange>();
  let unknown = 0;
  for (const item of items) {
    const row = pack.rowOf.get(item.id);
    if (row === undefined) unknown++;
    else if (!sameOffer(pack.items[row]!, item)) changes.set(item.id, offerOf(item));
  }
  const bytes = encodePrices(changes);
  await replace(join(folder, PRICES_FILE), bytes);
  if (pack.manifest.prices !== PRICES_FILE) {
    const { files } = await withManifest(new Map(), { ...pack.manifest, prices: PRICES_FILE });
    await replace(join(folder, 'manifest.json'), files.get('manifest.json')!);
  }
  return { out: join(folder, PRICES_FILE), changed: changes.size, unknown, bytes: bytes.length };
}

function sameOffer(a: Item, b: Item): boolean {
  return OFFER.every((field) => a[field] === b[field]);
}

function offerOf(item: Item): PriceChange {
  return Object.fromEntries(
    OFFER.filter((field) => item[field] !== undefined).map((field) => [field, item[field]]),
  );
}

async function replace(file: string, bytes: Uint8Array): Promise<void> {
  const beside = `${file}.${process.pid}`;
  await writeFile(beside, bytes);
  await rename(beside, file);
}
