import { noColumns } from '../core/catalogue.ts';
import type { Learn } from './evaluate/evaluate.ts';

export function learnFrom(_: { minPairShoppers?: number }): Learn {
  return (_shoppers, count) => Promise.resolve({ columns: noColumns(count), tables: {} });
}
