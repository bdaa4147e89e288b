import { withCardFields } from '../core/card-items.ts';
import { itemText } from '../core/item-text.ts';
import { VitrineError } from '../errors.ts';
import type { Item } from '../types.ts';
import type { BuildOptions } from './build-options.ts';
import { rowsByName, type Catalogue } from './feed/catalogue.ts';
import { noOrders, readOrders } from './feed/orders.ts';
import { addFindings } from './feed/findings.ts';
import { checkNoneRefused, readingReport, type ReadingReport } from './feed/reading-report.ts';
import { learnShop, type ShopLearning, type ShopLearningOptions } from './learning/learn-shop.ts';
import { ordersReading, type OrdersReading } from './report/orders-report.ts';

/** A shop's data before anything is embedded. */
export interface Shop {
  readonly items: readonly Item[];
  /** The text to embed of each item, in the order of the items. */
  readonly texts: readonly string[];
  readonly learning: ShopLearning;
  readonly reading: ReadingReport;
  /** Undefined if no orders were given. */
  readonly orders?: OrdersReading;
}

type ShopOptions = Pick<BuildOptions, 'orders' | 'columns' | 'strict'> & ShopLearningOptions;

/**
 * Reads the orders of a catalogue and learns from them.
 *
 * @throws {VitrineError} `bad-catalogue` if the catalogue is in several languages, if the orders cannot be read, or, with
 *   `strict`, if a row was refused.
 */
export async function readShop(
  catalogue: Catalogue,
  { orders, columns, strict, ...learning }: ShopOptions,
): Promise<Shop> {
  const items = withCardFields(catalogue.items);
  checkOneLanguage(items);
  const texts = items.map(itemText);
  const counts = noOrders();
  const rowOf = rowsByName(catalogue);
  const lines = orders === undefined ? [] : readOrders(orders, rowOf, counts, columns);
  // A pack that is built without orders tells nothing of any, also not what the previous one told.
  const { previous, ...others } = learning;
  const learned = await learnShop(
    items,
    texts,
    lines,
    orders === undefined ? others : { ...others, previous },
  );
  if (strict) checkNoneRefused(addFindings(catalogue.refused, counts.refused));
  return {
    items,
    texts,
    learning: learned,
    reading: readingReport(catalogue),
    ...(orders !== undefined && { orders: ordersReading(counts, rowOf, catalogue.leftOut) }),
  };
}

function checkOneLanguage(items: readonly Item[]): void {
  const languages = [...new Set(items.map(({ language }) => language))];
  if (languages.length > 1)
    throw new VitrineError(
      'bad-catalogue',
      `the catalogue is in several languages (${languages.map((one) => one ?? 'none named').join(', ')}): add --languages to build a pack for each`,
    );
}
