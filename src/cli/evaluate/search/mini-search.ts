import MiniSearch from 'minisearch';
import type { Item } from '../../../types.ts';
import type { Search } from './search-figures.ts';

/** The fields that are searched, and how much each counts: the title most, as in Vitrine. */
const BOOST = { title: 3, brand: 2, category: 1.5, description: 0.5 };

/** MiniSearch with typos and the beginnings of words, as its documentation recommends for a search box. */
export function miniSearch(items: readonly Item[]): Search {
  const index = new MiniSearch({ fields: Object.keys(BOOST), idField: 'row' });
  index.addAll(items.map((item, row) => ({ ...item, row })));
  return (query) =>
    index
      .search(query, { boost: BOOST, fuzzy: 0.2, prefix: true })
      .slice(0, 100)
      .map(({ id }) => items[id as number]!.id);
}
