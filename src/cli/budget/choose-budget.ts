import type { Catalogue } from '../../core/catalogue.ts';
import { VitrineError } from '../../errors.ts';
import type { Precision } from '../../pack/coding.ts';
import { encodeColumns } from '../../pack/columns-file.ts';
import { encodeItems } from '../../pack/items.ts';
import { encodeTable } from '../../pack/table-file.ts';
import type { Item } from '../../types.ts';
import type { Embeddings } from '../embed.ts';
import { nodeDeflate } from '../node-deflate.ts';
import type { Progress } from '../progress.ts';
import { narrowedTables } from './narrowed-tables.ts';
import type { RankingOf } from './ranking-cost.ts';
import { vectorChoices, type VectorChoice } from './vector-choices.ts';

/** A precision and a number of neighbours that fit a budget. */
export interface Choice extends VectorChoice {
  /** Number of neighbours of each row in each table. */
  readonly neighbours: number;
  /** Bytes of all files that a shelf needs: all but the text model and its projection. */
  readonly bytes: number;
  /** NDCG@10 on held-out orders, and its loss against the finest precision with all neighbours. */
  readonly ndcg?: number;
  readonly ndcgCost?: number;
}

export interface Chosen extends Precision {
  readonly neighbours: number;
  readonly choices: readonly Choice[];
}

const NEIGHBOURS = [15, 10, 7, 5, 3, 1];
/** A choice with a lower recall@20 is taken only if there is no better one. */
const GOOD_RECALL = 0.98;
/** Share of the budget that is kept free, since the sizes are estimated from a sample. */
const SPARE = 0.02;
/** Bytes of the manifest and of the files' headers. */
const HEADERS = 8000;

/**
 * Chooses precision and number of neighbours: of the choices that fit and have a good recall, the one with the largest number
 * of neighbours, or, if no recall is good, the one with the best recall.
 *
 * @param budget Maximum bytes of all files that a shelf needs.
 * @throws {VitrineError} `bad-argument` if nothing fits.
 */
export async function chooseBudget(
  { items, columns, tables }: Pick<Catalogue, 'columns' | 'tables'> & { readonly items: readonly Item[] },
  embeddings: Embeddings,
  budget: number,
  rankingOf: RankingOf | undefined,
  progress: Progress,
): Promise<Chosen> {
  const fixed = encodeItems(items).length + (await encodeColumns(columns, nodeDeflate)).length;
  const room = budget * (1 - SPARE) - HEADERS - fixed;
  if (room <= 0)
    throw new VitrineError(
      'bad-argument',
      `the items' fields alone take ${megabytes(fixed)} of a budget of ${megabytes(budget)}: give a larger --budget, or leave descriptions out`,
    );
  const ways = await vectorChoices(embeddings, room / items.length, progress);
  const full =
    ways.length > 0 && rankingOf ? await rankingOf(NEIGHBOURS[0]!, finest(embeddings.dim)) : undefined;
  const choices: Choice[] = [];
  for (const neighbours of NEIGHBOURS) {
    const tableBytes = bytesOfTables(narrowedTables(tables, neighbours), items.length);
    const fitting = ways.filter(({ bytesPerItem }) => bytesPerItem * items.length + tableBytes <= room);
    // The smallest of the ways that are about as good as the best.
    const best = Math.max(...fitting.map(({ recall }) => recall));
    const way = fitting.find(({ recall }) => recall >= best - 0.001);
    if (!way) continue;
    const ndcg = await rankingOf?.(neighbours, way);
    choices.push({
      ...way,
      neighbours,
      bytes: Math.round(fixed + tableBytes + way.bytesPerItem * items.length),
      ...(ndcg !== undefined && full !== undefined && { ndcg, ndcgCost: full - ndcg }),
    });
  }
  if (choices.length === 0)
    throw new VitrineError(
      'bad-argument',
      `no vectors fit into a budget of ${megabytes(budget)}, of which the items' fields take ${megabytes(fixed)}: give a larger --budget`,
    );
  // The largest number of neighbours comes first. NDCG is printed but not used, since it differs by chance between choices.
  const chosen =
    choices.find(({ recall }) => recall >= GOOD_RECALL) ??
    choices.reduce((a, b) => (b.recall > a.recall ? b : a));
  const { dim, bits, neighbours } = chosen;
  return { dim, bits, neighbours, choices };
}

/** The table of choices, for a terminal. @param chosen Number of neighbours of the choice that was taken. */
export function describeChoices(choices: readonly Choice[], chosen: number): string[] {
  const ranked = choices.some(({ ndcg }) => ndcg !== undefined);
  const header = [
    '',
    'neighbours',
    'dims',
    'bits',
    'bytes',
    'recall@20',
    ...(ranked ? ['NDCG@10', 'cost'] : []),
  ];
  const lines = choices.map(({ neighbours, dim, bits, bytes, recall, ndcg = 0, ndcgCost = 0 }) => [
    neighbours === chosen ? '*' : '',
    String(neighbours),
    String(dim),
    String(bits),
    megabytes(bytes),
    recall.toFixed(4),
    ...(ranked ? [ndcg.toFixed(4), ndcgCost.toFixed(4)] : []),
  ]);
  const widths = header.map((_, i) => Math.max(...[header, ...lines].map((line) => line[i]!.length)));
  return [header, ...lines].map((line) => line.map((cell, i) => cell.padStart(widths[i]!)).join('  '));
}

function finest(dim: number): Precision {
  return { dim, bits: 8 };
}

function bytesOfTables(tables: Catalogue['tables'], rows: number): number {
  return Object.values(tables).reduce((sum, table) => sum + encodeTable({ table, rows }).length, 0);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}
