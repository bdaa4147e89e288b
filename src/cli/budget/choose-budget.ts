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

/** What a pack could be within a budget. */
export interface Choice extends VectorChoice {
  /** Of each row, in each table. */
  readonly neighbours: number;
  /** Of everything that a shelf needs: all but the text model and its projection. */
  readonly bytes: number;
  /** NDCG@10 on orders held out, and how much less that is than with everything at full width. */
  readonly ndcg?: number;
  readonly ndcgCost?: number;
}

export interface Chosen extends Precision {
  readonly neighbours: number;
  readonly choices: readonly Choice[];
}

const NEIGHBOURS = [15, 10, 7, 5, 3, 1];
/** What recall should not fall below. */
const GOOD_RECALL = 0.98;
/** For what a rate measured on a sample misses, and for the manifest and the headers of files. */
const SPARE = 0.02;
const HEADERS = 8000;

/**
 * Picks what fits: of the choices with a good recall the one that keeps most neighbours; where none is good, the one with
 * the best recall.
 *
 * @param budget Bytes of everything that a shelf needs, as the files are.
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
      `the items' fields alone take ${megabytes(fixed)}: give a larger budget, or leave descriptions out`,
    );
  const ways = await vectorChoices(embeddings, room / items.length, progress);
  const full =
    ways.length > 0 && rankingOf ? await rankingOf(NEIGHBOURS[0]!, finest(embeddings.dim)) : undefined;
  const choices: Choice[] = [];
  for (const neighbours of NEIGHBOURS) {
    const tableBytes = bytesOfTables(narrowedTables(tables, neighbours), items.length);
    const fitting = ways.filter(({ bytesPerItem }) => bytesPerItem * items.length + tableBytes <= room);
    // The cheapest of those that are as good as the best: what is left over costs nobody anything.
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
      `nothing fits into ${megabytes(budget)}: the items' fields take ${megabytes(fixed)} of it`,
    );
  // Widest first. What the held-out orders say differs by chance from row to row: it is told, and not chosen by.
  const chosen =
    choices.find(({ recall }) => recall >= GOOD_RECALL) ??
    choices.reduce((a, b) => (b.recall > a.recall ? b : a));
  const { dim, bits, neighbours } = chosen;
  return { dim, bits, neighbours, choices };
}

/** The table of choices, for people. @param chosen The neighbours of the one that was taken. */
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
