import { parseUrl } from '../../wire/parse-url.ts';
import { textOf } from './item.ts';

/** The parameters by which GA4's enhanced measurement recognises searches, and those of other platforms. */
const PARAMETERS = [
  'q',
  's',
  'search',
  'query',
  'keyword',
  'keywords',
  'search_query',
  'search_term',
  'ssearch',
];

/** The search term in an address. */
export function searchTerm(address: string): string | undefined {
  const given = [...(parseUrl(address)?.searchParams ?? [])].map(
    ([name, value]) => [name.toLowerCase(), textOf(value)] as const,
  );
  return PARAMETERS.flatMap((name) => given.filter(([key]) => key === name)).find(([, term]) => term)?.[1];
}
