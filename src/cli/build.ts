import { ensureDefaultModel } from '../../models/ensure.ts';
import { VitrineError } from '../errors.ts';
import { encodePack } from '../pack/encode.ts';
import { parseManifest } from '../pack/manifest.ts';
import { sha256 } from '../pack/sha256.ts';
import { embedAll, type EmbedItems } from './embed.ts';
import { readCatalogue, rowsByName, type ReadingOptions } from './feed/catalogue.ts';
import type { Columns } from '../core/feed/columns.ts';
import { noOrders, readOrders } from './feed/orders.ts';
import { readingReport, type ReadingReport } from './feed/reading-report.ts';
import { itemText } from '../core/item-text.ts';
import { learn } from './learn.ts';
import { openModelFolder } from './model-folder.ts';
import type { Progress } from './progress.ts';
import { checkOut, writePack } from './write-pack.ts';

export interface BuildOptions extends ReadingOptions {
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
export interface BuildReport extends ReadingReport {
  readonly out: string;
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
  const catalogue = await readCatalogue(options.catalogues, options.columns, {
    say: (message) => progress.say(message),
    ...options,
  });
  const { items } = catalogue;
  const rowOf = rowsByName(catalogue);
  const texts = items.map(itemText);
  const orders = noOrders();
  const lines =
    options.orders === undefined ? [] : readOrders(options.orders, rowOf, orders, options.columns);
  const { minPairShoppers } = options;
  progress.say('Learning from orders and texts');
  const learned = await learn(texts, lines, minPairShoppers === undefined ? {} : { minPairShoppers });
  const reading = readingReport(catalogue, orders);
  if (options.strict && reading.refused > 0) {
    const { file, line, reason } = reading.refusals[0]!;
    throw new VitrineError(
      'bad-catalogue',
      `${reading.refused} rows refused, the first ${file}:${line} ${reason}`,
    );
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
    ...reading,
    seconds: (performance.now() - began) / 1000,
    titlesPerSecond,
    recall,
    files: await Promise.all(
      [...files].map(async ([name, bytes]) => ({ name, bytes: bytes.length, sha256: await sha256(bytes) })),
    ),
  };
}
