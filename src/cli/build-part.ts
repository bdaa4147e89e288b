import { ensureDefaultModel } from '../../models/ensure.ts';
import { itemText } from '../core/item-text.ts';
import type { BuildOptions } from './build-options.ts';
import { embedAll, type EmbedItems } from './embed.ts';
import { readCatalogue } from './feed/catalogue.ts';
import { openModelFolder } from './model-folder.ts';
import type { Progress } from './progress.ts';
import { embedPart } from './vectors/embed-catalogue.ts';
import type { Part } from './vectors/embed-texts.ts';

/** The result of one job of many; `--json` prints it. */
export interface PartReport {
  readonly out: string;
  /** Number of texts of the whole catalogue. */
  readonly texts: number;
  /** Number of texts that this run has embedded. */
  readonly embedded: number;
}

/**
 * Embeds one job's share of a catalogue. Every job reads the whole catalogue, and its vectors equal those of a build on one
 * machine.
 *
 * @throws {VitrineError} `bad-catalogue` or `model-load`
 */
export async function buildPart(
  { catalogues, columns, model, maxTokens, out, ...reading }: BuildOptions & { readonly out: string },
  part: Part,
  progress: Progress,
  embed: EmbedItems = embedAll,
): Promise<PartReport> {
  const say = (message: string) => {
    progress.say(message);
  };
  const { items } = await readCatalogue(catalogues, columns, { say, ...reading });
  const texts = items.map(itemText);
  const folder = openModelFolder(model ?? (await ensureDefaultModel(say)), maxTokens);
  const embedded = await embedPart(folder, texts, out, part, embed, progress);
  return { out, texts: texts.length, embedded };
}
