import { textOf } from './item.ts';

/** As GA4's enhanced measurement knows searches by. */
const PARAMETERS = ['q', 's', 'search', 'query', 'keyword'];

/** What an address says was searched for. */
export function searchTerm(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { searchParams } = new URL(address);
  return PARAMETERS.map((name) => textOf(searchParams.get(name))).find((term) => term !== undefined);
}
