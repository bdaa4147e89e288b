import { parseUrl } from '../../wire/parse-url.ts';
import { textOf } from './item.ts';

/** The parameters by which GA4's enhanced measurement recognises searches. */
const PARAMETERS = ['q', 's', 'search', 'query', 'keyword'];

/** The search term in an address. */
export function searchTerm(address: string): string | undefined {
  const { searchParams } = parseUrl(address) ?? {};
  return PARAMETERS.map((name) => textOf(searchParams?.get(name))).find((term) => term !== undefined);
}
