import { VitrineError } from '../../errors.ts';
import type { PackInput } from '../../pack/input.ts';
import type { BuildOptions } from '../build-options.ts';
import type { Embeddings } from '../embed.ts';
import { encodeBuild, type EncodedBuild } from '../encode-build.ts';
import { readOrderData } from '../evaluate/order-data.ts';
import type { Progress } from '../progress.ts';
import type { Shop } from '../read-shop.ts';
import { chooseBudget, type Chosen } from './choose-budget.ts';
import { keptChoice, shelfBytes } from './kept-choice.ts';
import { rankingCost } from './ranking-cost.ts';

/** A choice of precision and number of neighbours, and whether an earlier build made it. */
export interface BudgetChoice extends Chosen {
  readonly isKept: boolean;
}

/**
 * Chooses what fits `--budget`: the choice of the previous pack if it still fits, or else a new one. A new choice is measured
 * on held-out orders if there are enough.
 *
 * @returns `undefined` without a budget.
 */
export async function budgetChoice(
  { items, learning: { learned } }: Shop,
  vectors: Embeddings,
  previous: string | undefined,
  { budget, catalogues, orders, columns, minShoppers }: BuildOptions,
  progress: Progress,
): Promise<BudgetChoice | undefined> {
  if (budget === undefined) return undefined;
  const kept = previous === undefined ? undefined : await keptChoice(previous, budget, items.length);
  if (kept) return { ...kept, isKept: true };
  const rankingOf =
    orders === undefined
      ? undefined
      : await rankingCost(await readOrderData(catalogues, orders, columns), vectors, minShoppers);
  const chosen = await chooseBudget({ items, ...learned }, vectors, budget, rankingOf, progress);
  return { ...chosen, isKept: false };
}

/**
 * Encodes a pack that fits a budget, if one is given. If the pack does not fit with the files of the previous pack, everything
 * is encoded anew.
 *
 * @throws {VitrineError} `bad-argument` if the pack does not fit even so, as in a catalogue of a few items.
 */
export async function encodeWithin(
  budget: number | undefined,
  input: PackInput,
  options: Parameters<typeof encodeBuild>[1],
): Promise<EncodedBuild> {
  const encoded = await encodeBuild(input, options);
  const bytes = shelfBytes(encoded.manifest);
  if (budget === undefined || bytes <= budget) return encoded;
  if (encoded.delta) return encodeWithin(budget, input, { ...options, previous: undefined });
  throw new VitrineError(
    'bad-argument',
    `the pack has ${bytes} bytes, which is more than the budget of ${budget}: give a larger --budget`,
  );
}
