import { ensureDefaultModel } from '../../models/ensure.ts';
import { VitrineError } from '../errors.ts';
import { encodePrices } from '../pack/prices.ts';
import type { PackInput } from '../pack/input.ts';
import { parseManifest } from '../pack/manifest.ts';
import { sha256 } from '../pack/sha256.ts';
import { chooseBudget, type Choice } from './budget/choose-budget.ts';
import { keptChoice, shelfBytes } from './budget/kept-choice.ts';
import { narrowedTables } from './budget/narrowed-tables.ts';
import { rankingCost } from './budget/ranking-cost.ts';
import { embedAll, type EmbedItems, type Embeddings } from './embed.ts';
import { encodeBuild, type Encoded } from './encode-build.ts';
import { readCatalogue, rowsByName, type Catalogue, type ReadingOptions } from './feed/catalogue.ts';
import type { Columns } from '../core/feed/columns.ts';
import { noOrders, readOrders } from './feed/orders.ts';
import { readingReport, type ReadingReport } from './feed/reading-report.ts';
import { itemText } from '../core/item-text.ts';
import type { Learned } from '../learn/learn.ts';
import type { Item } from '../types.ts';
import { readOrderData } from './evaluate/order-data.ts';
import { findModel } from './hub/find-model.ts';
import { withImages, type ImagesReport } from './images/with-images.ts';
import { learn } from './learn.ts';
import { openModelFolder } from './model-folder.ts';
import type { Progress } from './progress.ts';
import { keptPrices } from './prices/prices-file.ts';
import { embedCatalogue, type VectorOptions } from './vectors/embed-catalogue.ts';
import { checkOut, writePack } from './write-pack.ts';

export interface BuildOptions extends ReadingOptions, VectorOptions {
  readonly catalogues: readonly string[];
  readonly out: string;
  readonly orders?: string | undefined;
  /** A model directory; the default model, if left out. */
  readonly model?: string | undefined;
  readonly columns?: Columns | undefined;
  /** Distinct shoppers that must have two items before anything is shipped of the pair. */
  readonly minPairShoppers?: number | undefined;
  /** Categories of which nothing is remembered on a device. */
  readonly sensitive?: readonly string[] | undefined;
  /** Bytes that everything a shelf needs may take; precision and neighbours are chosen to fit. */
  readonly budget?: number | undefined;
  /** A pack whose files are taken over where nothing has changed. Default: the one that is replaced. */
  readonly previous?: string | undefined;
  /** Whether everything is packed anew. */
  readonly repack?: boolean | undefined;
  /** Whether compressed variants are written beside the files. Default true. */
  readonly compress?: boolean | undefined;
  /** An image model, named like a text model, and where pictures lie; without it, pictures are not looked at. */
  readonly images?: { readonly model: string; readonly base: string } | undefined;
  /** Address of the hub that models are pulled from. */
  readonly hub?: string | undefined;
  /** Whether any refused row or picture is an error. */
  readonly strict?: boolean | undefined;
}

/** What a build has done; `--json` prints it. */
export interface BuildReport extends ReadingReport {
  readonly out: string;
  readonly seconds: number;
  readonly titlesPerSecond: number;
  /** Texts that no earlier build had embedded. */
  readonly embedded: number;
  /** Whether files of the pack before were taken over. */
  readonly delta: boolean;
  /** Bytes that a shopper who has the pack before must fetch. */
  readonly freshBytes: number;
  /** What `budget` was chosen from. */
  readonly choices?: readonly Choice[];
  readonly neighbours?: number;
  /** recall@20 of the quantised vectors against exact f32. */
  readonly recall: number;
  /** Of the pictures, where they were embedded. */
  readonly images?: ImagesReport;
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
}

/**
 * Builds a pack. Nothing is written unless all of it can be.
 *
 * @param embed How texts become vectors; tests bring their own.
 * @param read Where items come from, if not from the catalogues: those of one language, say.
 * @throws {VitrineError} `bad-catalogue`, `bad-argument` or `model-load`
 */
export async function build(
  options: BuildOptions,
  progress: Progress,
  embed: EmbedItems = embedAll,
  read: () => Promise<Catalogue> = () =>
    readCatalogue(options.catalogues, options.columns, {
      say: (message) => progress.say(message),
      ...options,
    }),
): Promise<BuildReport> {
  const began = performance.now();
  checkOut(options.out);
  const catalogue = await read();
  const { items } = catalogue;
  refuseSeveralLanguages(items);
  const rowOf = rowsByName(catalogue);
  const texts = items.map(itemText);
  const orders = noOrders();
  const lines =
    options.orders === undefined ? [] : readOrders(options.orders, rowOf, orders, options.columns);
  const { minPairShoppers } = options;
  progress.say('Learning from orders and texts');
  const learned = await learn(texts, lines, minPairShoppers === undefined ? {} : { minPairShoppers });
  const reading = readingReport(catalogue, orders);
  const [refused] = reading.refused.listed;
  if (options.strict && refused)
    throw new VitrineError(
      'bad-catalogue',
      `${reading.refused.rows} rows refused, the first ${refused.file}:${refused.line} ${refused.reason}`,
    );

  const say = (message: string) => {
    progress.say(message);
  };
  const { hub } = options;
  const model = openModelFolder(
    options.model === undefined
      ? await ensureDefaultModel(say)
      : await findModel(options.model, progress, hub),
  );
  const embedding = performance.now();
  const { fresh, ...vectors } = await embedCatalogue(model, texts, options, embed, progress);
  const titlesPerSecond = fresh / ((performance.now() - embedding) / 1000);

  const before = options.repack ? undefined : (options.previous ?? options.out);
  const kept =
    options.budget === undefined || before === undefined
      ? undefined
      : await keptChoice(before, options.budget, items.length);
  const budget =
    options.budget === undefined
      ? undefined
      : (kept ?? (await chosenFor(options.budget, items, learned, vectors, options, progress)));
  const input = {
    items,
    ...vectors,
    ...learned,
    ...(budget && { tables: narrowedTables(learned.tables, budget.neighbours) }),
    ...(options.sensitive && { sensitive: options.sensitive }),
    ...(await keptPrices(options.out)),
    model: { id: model.id, files: await model.files() },
    options: {
      orders: options.orders !== undefined,
      ...(budget && {
        budget: options.budget,
        neighbours: budget.neighbours,
        choices: budget.choices,
      }),
    },
  };
  progress.say('Packing');
  const { files, delta, freshBytes } = await encodeWithin(options.budget, input, {
    ...(budget && { precision: budget }),
    // What was chosen anew is packed anew.
    previous: budget && !kept ? undefined : before,
  });
  if (input.prices !== undefined) files.set(input.prices, encodePrices(new Map())); // the pack's own are right now
  const images =
    options.images &&
    (await withImages(
      files,
      items,
      { ...options.images, model: await findModel(options.images.model, progress, hub) },
      progress,
      options.strict,
    ));
  await writePack(options.out, files, options);
  const { recall } = await parseManifest(new TextDecoder().decode(files.get('manifest.json')));
  return {
    out: options.out,
    ...reading,
    seconds: (performance.now() - began) / 1000,
    titlesPerSecond,
    embedded: fresh,
    delta,
    freshBytes,
    ...(budget && { choices: budget.choices, neighbours: budget.neighbours }),
    recall,
    ...(images && { images }),
    files: await Promise.all(
      [...files].map(async ([name, bytes]) => ({ name, bytes: bytes.length, sha256: await sha256(bytes) })),
    ),
  };
}

/**
 * Packs anew where what is out of date in the pack before would not fit the budget any more.
 *
 * @throws {VitrineError} `bad-argument` where it does not fit even so: a catalogue of a few items has nothing to save.
 */
async function encodeWithin(
  budget: number | undefined,
  input: PackInput,
  options: Parameters<typeof encodeBuild>[1],
): Promise<Encoded> {
  const encoded = await encodeBuild(input, options);
  if (budget === undefined) return encoded;
  const manifest = await parseManifest(new TextDecoder().decode(encoded.files.get('manifest.json')));
  const bytes = shelfBytes(manifest);
  if (bytes <= budget) return encoded;
  if (encoded.delta) return encodeWithin(budget, input, { ...options, previous: undefined });
  throw new VitrineError(
    'bad-argument',
    `the pack takes ${bytes} bytes: give a budget that is larger than that`,
  );
}

/** Chooses what fits, by what it would cost in ranking where there are orders enough to tell. */
async function chosenFor(
  budget: number,
  items: readonly Item[],
  learned: Learned,
  vectors: Embeddings,
  { catalogues, orders, columns, minPairShoppers }: BuildOptions,
  progress: Progress,
) {
  const rankingOf =
    orders === undefined
      ? undefined
      : await rankingCost(await readOrderData(catalogues, orders, columns), vectors, minPairShoppers);
  return chooseBudget({ items, ...learned }, vectors, budget, rankingOf, progress);
}

function refuseSeveralLanguages(items: readonly Item[]): void {
  const languages = [...new Set(items.map(({ language }) => language))];
  if (languages.length > 1)
    throw new VitrineError(
      'bad-catalogue',
      `the catalogue is in several languages (${languages.map((one) => one ?? 'none said').join(', ')}): --languages builds a pack for each`,
    );
}
