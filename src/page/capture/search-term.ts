import { parseUrl } from '../../wire/parse-url.ts';
import { textOf } from './item.ts';

/** As GA4's enhanced measurement knows searches by. */
const PARAMETERS = ['q', 's', 'search', 'query', 'keyword'];

/** What an address says was searched for. */
export function searchTerm(address: string): string | undefined {
  const { searchParams } = parseUrl(address) ?? {};
  return PARAMETERS.map((name) => textOf(searchParams?.get(name))).find((term) => term !== undefined);
}
