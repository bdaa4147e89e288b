import { writeFile } from 'node:fs/promises';
import { ensureDefaultModel } from '../../../models/ensure.ts';
import type { EmbedItems, Embeddings } from '../embed.ts';
import { parseColumns } from '../../core/feed/columns.ts';
import { itemText } from '../../core/item-text.ts';
import { readingOptions, type ReadingFlags } from '../feed/reading-flags.ts';
import { readCatalogue } from '../feed/catalogue.ts';
import { findModel } from '../hub/find-model.ts';
import { openModelFolder, type ModelFolder } from '../model-folder.ts';
import { createProgress, silent, type Progress } from '../progress.ts';
import type { Dataset } from './data.ts';
import { describe } from './describe.ts';
import { evaluate } from './evaluate.ts';
import { readOrderData } from './order-data.ts';
import type { Protocol } from './protocols.ts';
import { reportPage } from './report.ts';
import { describeSearch, evaluateSearch } from './search/evaluate-search.ts';
import { readJudgedQueries } from './search/judged-queries.ts';
import { readSequences } from './sequences.ts';
import { embedCatalogue } from '../vectors/embed-catalogue.ts';

/** The command's options, as commander gives them. */
export interface EvaluateFlags extends ReadingFlags {
  readonly catalogue?: readonly string[];
  readonly orders?: string;
  readonly items?: string;
  readonly sequences?: string;
  readonly queries?: string;
  readonly judgments?: string;
  readonly protocol: Protocol;
  readonly k: readonly number[];
  readonly seed: number;
  readonly ablation: boolean;
  readonly minShoppers?: number;
  readonly private?: number;
  readonly model?: string;
  readonly report?: string;
  readonly json?: boolean;
}

/** Evaluates, writes the report if there is `--report`, and gives the text to print. */
export async function perform(
  flags: EvaluateFlags,
  embed: EmbedItems,
  wrongUse: (message: string) => never,
): Promise<string> {
  const progress = flags.json ? silent : createProgress();
  if (flags.queries !== undefined || flags.judgments !== undefined)
    return performSearch(flags, embed, progress, wrongUse);
  const data = await dataOf(flags, wrongUse);
  const embeddings = await embedData(data, flags.model, embed, progress);
  const { protocol, k: ks, seed, ablation: ablate, minShoppers, private: epsilon = 0 } = flags;
  const learning = { ...(minShoppers !== undefined && { minShoppers }), epsilon };
  const evaluation = await evaluate(data, embeddings, { protocol, ks, seed, ablate, learning }, progress);
  if (flags.report) await writeFile(flags.report, reportPage(evaluation));
  return flags.json ? `${JSON.stringify(evaluation)}\n` : describe(evaluation);
}

/** Evaluates the search. */
async function performSearch(
  { catalogue, queries, judgments, columns, orders, items, sequences, ...flags }: EvaluateFlags,
  embed: EmbedItems,
  progress: Progress,
  wrongUse: (message: string) => never,
): Promise<string> {
  if (!catalogue || queries === undefined || judgments === undefined || orders || items || sequences)
    return wrongUse('an evaluation of searches needs --catalogue, --queries and --judgments, and no others');
  const judged = await readJudgedQueries(queries, judgments);
  const given = columns === undefined ? undefined : parseColumns(columns);
  const { items: all } = await readCatalogue(catalogue, given, readingOptions(flags));
  const model = await modelOf(flags.model, progress);
  const documents = await embedCatalogue(model, all.map(itemText), {}, embed, progress);
  const texts = judged.map(({ query }) => query);
  const asked = await embed(model, texts, () => undefined, undefined, 'query');
  const evaluation = await evaluateSearch(all, judged, { documents, asked }, progress);
  return flags.json ? `${JSON.stringify(evaluation)}\n` : describeSearch(evaluation);
}

async function modelOf(folder: string | undefined, progress: Progress): Promise<ModelFolder> {
  return openModelFolder(
    folder === undefined
      ? await ensureDefaultModel((message) => progress.say(message))
      : await findModel(folder, progress),
  );
}

function dataOf(
  { catalogue, orders, items, sequences, columns, ...flags }: EvaluateFlags,
  wrongUse: (message: string) => never,
): Promise<Dataset> {
  const given = columns === undefined ? undefined : parseColumns(columns);
  if (catalogue && orders && !items && !sequences)
    return readOrderData(catalogue, orders, given, readingOptions(flags));
  if (items && sequences && !catalogue && !orders) return readSequences(items, sequences, given);
  return wrongUse(
    'give --catalogue and --orders, or --items and --sequences, and not both pairs; for searches, --catalogue, --queries and --judgments',
  );
}

async function embedData(
  { items }: Dataset,
  folder: string | undefined,
  embed: EmbedItems,
  progress: Progress,
): Promise<Embeddings> {
  const model = await modelOf(folder, progress);
  const texts = items.map(itemText);
  const written = [...texts.keys()].filter((item) => texts[item] !== '');
  progress.start('Embedding', written.length);
  const made = await embed(
    model,
    written.map((item) => texts[item]!),
    (done, _vectors, share) => progress.advance(done, share),
  );
  progress.end();
  const { dim } = made;
  const embeddings = new Float32Array(items.length * dim); // an item without text has zeros, which are similar to nothing
  written.forEach((item, i) => {
    embeddings.set(made.embeddings.subarray(i * dim, (i + 1) * dim), item * dim);
  });
  return { dim, embeddings };
}
