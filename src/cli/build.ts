import { ensureDefaultModel } from '../../models/ensure.ts';
import { VitrineError } from '../errors.ts';
import { encodePack } from '../pack/encode.ts';
import { parseManifest } from '../pack/manifest.ts';
import { sha256 } from '../pack/sha256.ts';
import { embedAll, type EmbedItems } from './embed.ts';
import { readCatalogue, type Refusal } from './feed/catalogue.ts';
import type { Columns } from '../core/feed/columns.ts';
import { noOrders, readOrders } from './feed/orders.ts';
import { itemText } from '../core/item-text.ts';
import { learn } from './learn.ts';
import { openModelFolder } from './model-folder.ts';
import type { Progress } from './progress.ts';
import { checkOut, writePack } from './write-pack.ts';

export interface BuildOptions {
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
  /** Whether any refused row is an error. */
  readonly strict?: boolean | undefined;
}

/** What a build has done; `--json` prints it. */
export interface BuildReport {
  readonly out: string;
  readonly items: number;
  readonly refused: number;
  readonly refusals: readonly Refusal[];
  readonly orderLines: number;
  /** Order lines of items that the catalogue does not have. */
  readonly unknownOrderLines: number;
  readonly seconds: number;
  readonly titlesPerSecond: number;
  /** recall@20 of the quantised vectors against exact f32. */
  readonly recall: number;
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
}

/**
 * Builds a pack. Nothing is written unless all of it can be.
 *
 * @param embed How texts become vectors; tests bring their own.
 * @throws {VitrineError} `bad-catalogue`, `bad-argument` or `model-load`
 */
export async function build(
  options: BuildOptions,
  progress: Progress,
  embed: EmbedItems = embedAll,
): Promise<BuildReport> {
  const began = performance.now();
  checkOut(options.out);
  const catalogue = await readCatalogue(options.catalogues, options.columns);
  const { items } = catalogue;
  const rowOf = new Map(items.map(({ id }, row) => [id, row]));
  const texts = items.map(itemText);
  const orders = noOrders();
  const lines =
    options.orders === undefined ? [] : readOrders(options.orders, rowOf, orders, options.columns);
  const { minPairShoppers } = options;
  progress.say('Learning from orders and texts');
  const learned = await learn(texts, lines, minPairShoppers === undefined ? {} : { minPairShoppers });
  const refusals = [...catalogue.refusals, ...orders.refusals];
  const refused = catalogue.refused + orders.refused;
  if (options.strict && refused > 0) {
    const { file, line, reason } = refusals[0]!;
    throw new VitrineError('bad-catalogue', `${refused} rows refused, the first ${file}:${line} ${reason}`);
  }

  const model = openModelFolder(
    options.model ??
      (await ensureDefaultModel((message) => {
        progress.say(message);
      })),
  );
  const embedding = performance.now();
  progress.start('Embedding', items.length);
  const { dim, embeddings } = await embed(model, texts, (done) => {
    progress.advance(done);
  });
  progress.end();
  const titlesPerSecond = items.length / ((performance.now() - embedding) / 1000);

  const files = await encodePack({
    items,
    dim,
    embeddings,
    ...learned,
    ...(options.sensitive && { sensitive: options.sensitive }),
    model: { id: model.id, files: await model.files() },
    options: { orders: options.orders !== undefined },
  });
  await writePack(options.out, files);
  const { recall } = await parseManifest(new TextDecoder().decode(files.get('manifest.json')));
  return {
    out: options.out,
    items: items.length,
    refused,
    refusals,
    orderLines: orders.lines,
    unknownOrderLines: orders.unknown,
    seconds: (performance.now() - began) / 1000,
    titlesPerSecond,
    recall,
    files: await Promise.all(
      [...files].map(async ([name, bytes]) => ({ name, bytes: bytes.length, sha256: await sha256(bytes) })),
    ),
  };
}
