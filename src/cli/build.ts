import { ensureDefaultModel } from '../../models/ensure.ts';
import type { EncodedPack } from '../pack/pack-files.ts';
import { filesOf, type Manifest, type PackFile } from '../pack/manifest.ts';
import { encodePrices } from '../pack/prices.ts';
import { sha256 } from '../pack/sha256.ts';
import type { Item } from '../types.ts';
import { budgetChoice, encodeWithin } from './budget/budgeted-pack.ts';
import type { Choice } from './budget/choose-budget.ts';
import { shelfBytes } from './budget/kept-choice.ts';
import { narrowedTables } from './budget/narrowed-tables.ts';
import type { BuildOptions } from './build-options.ts';
import { embedAll, type EmbedItems } from './embed.ts';
import { readCatalogue, type Catalogue } from './feed/catalogue.ts';
import type { ReadingReport } from './feed/reading-report.ts';
import { findModel } from './hub/find-model.ts';
import { beside } from './images/image-address.ts';
import { withImages, type ImagesReport } from './images/with-images.ts';
import { itemBytes, type ItemBytes } from './item-bytes.ts';
import { openModelFolder, withRuntime, type ModelFolder } from './model-folder.ts';
import { keptPrices } from './prices/prices-file.ts';
import type { Progress } from './progress.ts';
import { readShop } from './read-shop.ts';
import { pairsTold, withNeighbours, type OrdersReport } from './report/orders-report.ts';
import { shelfOutlook, type ShelfOutlook } from './report/shelf-outlook.ts';
import { searchWords } from './search-words.ts';
import { withThumbnails, type ThumbnailsReport } from './thumbnails/with-thumbnails.ts';
import { embedCatalogue } from './vectors/embed-catalogue.ts';
import { checkOut, writePack } from './write-pack.ts';

/** The result of a build; `--json` prints it. */
export interface BuildReport extends ReadingReport {
  /** Folder of the pack; undefined in a dry run without one. */
  readonly out?: string | undefined;
  /** Whether the pack was written: not in a dry run. */
  readonly written: boolean;
  /** Present if orders were given. */
  readonly orders?: OrdersReport;
  readonly shelves: readonly ShelfOutlook[];
  readonly seconds: number;
  readonly titlesPerSecond: number;
  /** Number of texts that no earlier build had embedded. */
  readonly embedded: number;
  /** Whether files of the previous pack were kept. */
  readonly delta: boolean;
  /** Bytes that a shopper who has the previous pack must fetch. */
  readonly freshBytes: number;
  /** Bytes of the files that shelves need, but for images. */
  readonly shelfBytes: number;
  /** Bytes of the files that only a search with the text model needs. */
  readonly lateBytes: number;
  /** The choices that fit `budget`. */
  readonly choices?: readonly Choice[];
  readonly neighbours?: number;
  /** recall@20 of the quantised vectors against exact f32. */
  readonly recall: number;
  readonly itemBytes: ItemBytes;
  /** Present if images were embedded. */
  readonly images?: ImagesReport;
  /** Present if the items name images. */
  readonly thumbnails?: ThumbnailsReport;
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
}

/**
 * Builds a pack. If anything fails, nothing is written. A dry run does everything else, so that it fails if a build would.
 *
 * @param embed Turns texts into vectors; tests pass their own.
 * @param read Gives the items. Default: reads the catalogues; a build in several languages passes the items of one language.
 * @throws {VitrineError} `bad-catalogue`, `bad-argument` or `model-load`
 */
export async function build(
  options: BuildOptions,
  progress: Progress,
  embed: EmbedItems = embedAll,
  read: () => Promise<Catalogue> = () => readCatalogues(options, progress),
): Promise<BuildReport> {
  const began = performance.now();
  if (options.out !== undefined) checkOut(options.out);
  const catalogue = await read();
  progress.say('Learning from orders and texts');
  const previous = options.repack ? undefined : (options.previous ?? options.out);
  const shop = await readShop(catalogue, { ...options, previous });
  const model = await textModelOf(options, progress);
  const embedding = performance.now();
  const { fresh, ...vectors } = await embedCatalogue(model, shop.texts, options, embed, progress);
  const titlesPerSecond = fresh / ((performance.now() - embedding) / 1000);

  const budget = await budgetChoice(shop, vectors, previous, options, progress);
  const { learned, told, waiting, isKept, newShoppers } = shop.learning;
  const { columns, totals } = learned;
  const tables = budget ? narrowedTables(learned.tables, budget.neighbours) : learned.tables;
  const input = {
    items: shop.items,
    ...vectors,
    columns,
    tables,
    words: await searchWords(shop.items),
    ...languageOf(shop.items),
    ...(options.sensitive && { sensitive: options.sensitive }),
    ...(options.out !== undefined && (await keptPrices(options.out))),
    model: { id: model.id, files: await withRuntime(model) },
    options: {
      orders: options.orders !== undefined,
      ...(options.orders !== undefined && { learned: told }),
      ...(budget && { budget: options.budget, neighbours: budget.neighbours, choices: budget.choices }),
    },
  };
  progress.say('Packing');
  const encoded = await encodeWithin(options.budget, input, {
    ...(budget && { precision: budget }),
    // A new choice has another precision, so that no file of the previous pack fits it.
    previous: budget && !budget.isKept ? undefined : previous,
  });
  // The items have the current prices now, so no price differs from the pack.
  if (input.prices !== undefined) encoded.files.set(input.prices, encodePrices(new Map()));
  const { pack: withVectors = encoded, report: images } = await imagesAdded(
    encoded,
    shop.items,
    options,
    progress,
  );
  const { pack, report: thumbnails } = await thumbnailsAdded(withVectors, shop.items, options, progress);
  const written = options.out !== undefined && !options.dryRun;
  if (written) await writePack(options.out, pack.files, options);
  const orders = shop.orders && {
    ...shop.orders,
    ...totals,
    ...told,
    pairsTold: pairsTold(tables),
    waiting,
    isKept,
    newShoppers,
    withNeighbours: withNeighbours(tables),
  };
  return {
    ...(options.out !== undefined && { out: options.out }),
    written,
    ...shop.reading,
    ...(orders && { orders }),
    shelves: shelfOutlook({ items: shop.items, tables, columns, orders, images: images?.items }),
    seconds: (performance.now() - began) / 1000,
    titlesPerSecond,
    embedded: fresh,
    delta: encoded.delta,
    freshBytes: encoded.freshBytes + freshThumbnails(pack.manifest, encoded.had),
    ...(budget && { choices: budget.choices, neighbours: budget.neighbours }),
    ...sizesOf(encoded.manifest),
    recall: pack.manifest.recall,
    itemBytes: await itemBytes(pack.manifest, shop.items),
    ...(images && { images }),
    ...(thumbnails && { thumbnails }),
    files: await describedFiles(pack.files),
  };
}

function readCatalogues(options: BuildOptions, progress: Progress): Promise<Catalogue> {
  const say = (message: string) => {
    progress.say(message);
  };
  return readCatalogue(options.catalogues, options.columns, { say, ...options });
}

/** The language that the items name: all name the same, or none does. */
function languageOf([first]: readonly Item[]): { language?: string } {
  return first?.language === undefined ? {} : { language: first.language };
}

async function textModelOf(
  { model, hub, maxTokens }: BuildOptions,
  progress: Progress,
): Promise<ModelFolder> {
  if (model !== undefined) return openModelFolder(await findModel(model, progress, hub), maxTokens);
  return openModelFolder(
    await ensureDefaultModel((message) => {
      progress.say(message);
    }),
    maxTokens,
  );
}

async function imagesAdded(
  pack: EncodedPack,
  items: readonly Item[],
  { images, hub, strict }: BuildOptions,
  progress: Progress,
): Promise<Partial<Awaited<ReturnType<typeof withImages>>>> {
  if (!images) return {};
  const model = await findModel(images.model, progress, hub);
  return withImages(pack, items, { ...images, model }, progress, strict);
}

function thumbnailsAdded(
  pack: EncodedPack,
  items: readonly Item[],
  { thumbnails: choice = 'auto', images, imageBase, catalogues, strict }: BuildOptions,
  progress: Progress,
): ReturnType<typeof withThumbnails> {
  const base = imageBase ?? images?.base ?? beside(catalogues[0]!);
  return withThumbnails(pack, items, { choice, base, strict }, progress);
}

/** Bytes of the thumbnails that a shopper fetches who has those of the previous pack. */
function freshThumbnails({ thumbnails }: Manifest, had: ReadonlySet<string>): number {
  if (thumbnails?.mode === 'mixed') return 0; // no shopper fetches all of them
  const fresh = thumbnails?.files.filter(({ file }) => !had.has(file)) ?? [];
  return fresh.reduce((sum, { bytes }) => sum + bytes, 0);
}

function sizesOf(manifest: EncodedPack['manifest']): Pick<BuildReport, 'shelfBytes' | 'lateBytes'> {
  const sum = (files: readonly (PackFile | undefined)[]) =>
    files.reduce((total, file) => total + (file?.bytes ?? 0), 0);
  const shelf = shelfBytes(manifest);
  const details = sum(manifest.shards.flatMap(({ ids, attributes }) => [ids, attributes]));
  return { shelfBytes: shelf, lateBytes: sum(filesOf(manifest)) - shelf - details };
}

function describedFiles(files: EncodedPack['files']): Promise<BuildReport['files']> {
  return Promise.all(
    Array.from(files, async ([name, bytes]) => ({ name, bytes: bytes.length, sha256: await sha256(bytes) })),
  );
}
