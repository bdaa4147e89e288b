import { VitrineError } from '../../../errors.ts';
import type { Item } from '../../../types.ts';
import type { Embeddings } from '../../embed.ts';
import type { Progress } from '../../progress.ts';
import type { JudgedQuery } from './judged-queries.ts';
import { miniSearch } from './mini-search.ts';
import { plainBm25 } from './plain-bm25.ts';
import { measureSearch, type SearchFigures } from './search-figures.ts';
import { vitrineSearch } from './vitrine-search.ts';

/** What a search is worth on a shop's judged queries; `--json` prints it. */
export interface SearchEvaluation {
  readonly items: number;
  readonly queries: number;
  /** The share of the judged items that the catalogue has. */
  readonly known: number;
  /** By system: Vitrine by words, by vectors, by both, then the others. */
  readonly systems: Readonly<Record<string, SearchFigures>>;
}

/**
 * Measures Vitrine's search beside MiniSearch and plain BM25, on the same catalogue and queries.
 *
 * @param documents The vectors of the items, in their order; `asked`: those of the queries.
 * @throws {VitrineError} `bad-argument` if the catalogue has none of the judged items.
 */
export async function evaluateSearch(
  items: readonly Item[],
  queries: readonly JudgedQuery[],
  { documents, asked }: { readonly documents: Embeddings; readonly asked: Embeddings },
  progress: Progress,
): Promise<SearchEvaluation> {
  const ids = new Set(items.map(({ id }) => id));
  const judged = new Set(queries.flatMap(({ gains }) => [...gains.keys()]));
  const known = [...judged].filter((id) => ids.has(id)).length / Math.max(1, judged.size);
  if (known === 0)
    throw new VitrineError(
      'bad-argument',
      `the catalogue has none of the ${judged.size} judged items, such as "${[...judged][0] ?? ''}": check that the ids of both files agree`,
    );
  const { dim, embeddings } = asked;
  const vectors = new Map(
    queries.map(({ query }, i) => [query, embeddings.slice(i * dim, (i + 1) * dim)] as const),
  );
  progress.say('Indexing');
  const own = await vitrineSearch(items, documents, (query) => vectors.get(query)!);
  const systems = {
    ...own,
    MiniSearch: miniSearch(items),
    BM25: plainBm25(items),
  };
  progress.start('Searching', Object.keys(systems).length * queries.length);
  let done = 0;
  const figures: Record<string, SearchFigures> = {};
  for (const [name, search] of Object.entries(systems))
    figures[name] = await measureSearch(search, queries, () => progress.advance(++done));
  progress.end();
  return { items: items.length, queries: queries.length, known, systems: figures };
}

/** The same in words. */
export function describeSearch({ items, queries, known, systems }: SearchEvaluation): string {
  const columns = ['ndcg@10', 'recall@10', 'recall@20', 'mrr', 'empty', 'p50', 'p95'] as const;
  const row = (name: string, cells: readonly string[]) =>
    [name.padEnd(10), ...cells.map((cell) => cell.padStart(9))].join(' ');
  const lines = Object.entries(systems).map(([name, figures]) =>
    row(
      name,
      columns.map((column) => figures[column].toFixed(column.startsWith('p') ? 1 : 3)),
    ),
  );
  return [
    `${queries} queries, ${items} items; the catalogue has ${(100 * known).toFixed(0)} % of the judged items`,
    '',
    row('', columns),
    ...lines,
    '',
    'empty: share of queries without results; p50, p95: milliseconds a query, without the text model',
    '',
  ].join('\n');
}
