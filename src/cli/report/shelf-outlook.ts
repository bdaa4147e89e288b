import type { Catalogue } from '../../core/catalogue.ts';
import { RANKING, type TableName } from '../../core/parameters.ts';
import type { Item, ModelName } from '../../types.ts';
import type { OrdersReport } from './orders-report.ts';
import { count, counted, day, number, percent } from './words.ts';

/** What one kind of shelf will show with a pack. */
export interface ShelfOutlook {
  readonly model: ModelName;
  /**
   * Of shelves about an item: the items about which there is something to show. Of others: the items that the shelf can show
   * a shopper without a history. Undefined for shelves that show the shopper's own history.
   */
  readonly items?: number;
  /** One sentence or two, without a full stop at the end. */
  readonly says: string;
}

/** What the outlook follows from. */
export interface OutlookFacts {
  readonly items: readonly Item[];
  readonly tables: Catalogue['tables'];
  readonly columns: Catalogue['columns'];
  /** Undefined if the build was given none. */
  readonly orders: OrdersReport | undefined;
  /** Items with an image vector; undefined for a pack without images. */
  readonly images: number | undefined;
}

type Told = Omit<ShelfOutlook, 'model'>;

/** Says of every kind of shelf what it will show. */
export function shelfOutlook(facts: OutlookFacts): ShelfOutlook[] {
  const shelves: Readonly<Record<ModelName, (facts: OutlookFacts) => Told>> = {
    'recommended-for-you': forYou,
    'because-you-viewed': becauseYouViewed,
    'related-products': related,
    'bought-together': boughtTogether,
    'also-viewed': alsoViewed,
    'next-in-session': next,
    'looking-similar': lookingSimilar,
    'trending-items': trending,
    'recently-viewed': recentlyViewed,
    'buy-again': buyAgain,
  };
  return Object.entries(shelves).map(([model, tell]) => ({ model: model as ModelName, ...tell(facts) }));
}

function forYou({ items, columns, orders }: OutlookFacts): Told {
  const shown = inStock(items).filter(
    (row) => columns.trend[row]! > 0 || columns.fresh[row]! > 0 || columns.popularity[row]! > 0,
  ).length;
  if (shown === 0)
    return {
      items: 0,
      says: `empty until the shopper has looked at an item, since ${nothingTold(orders, columns)}; then what resembles it`,
    };
  return {
    items: shown,
    says: `a new shopper sees what sells and what is new among the ${counted(shown, 'item', 'was', 'were', 'in stock that')} ordered by ${enough(orders)}; a known one sees what suits their history`,
  };
}

function related({ items, tables }: OutlookFacts): Told {
  const withOrders = rowsWith(items, tables, ['alsoViewed']).length;
  const also =
    withOrders > 0
      ? ` and, for ${number(withOrders)} of them, what shoppers bought`
      : ', since no orders tell more';
  return { items: items.length, says: `works for every item, by its texts${also}` };
}

function becauseYouViewed(): Told {
  return { says: 'shows what resembles the item that the shopper looked at last; empty before' };
}

function boughtTogether({ items, tables, orders }: OutlookFacts): Told {
  const filled = rowsWith(items, tables, ['boughtTogether']).length;
  const isSingle = orders !== undefined && orders.lines > 0 && orders.ordersOfSeveral === 0;
  const why = isSingle
    ? `no order has two items of the catalogue${mismatch(orders)}`
    : tooFew(orders, filled);
  return { items: filled, says: emptyFor(filled, items.length, why) };
}

function alsoViewed({ items, tables, orders }: OutlookFacts): Told {
  const filled = rowsWith(items, tables, ['alsoViewed', 'next']).length;
  return { items: filled, says: emptyFor(filled, items.length, byShoppers(orders, filled)) };
}

function next({ items, tables }: OutlookFacts): Told {
  const known = rowsWith(items, tables, ['next']).length;
  const by =
    known > 0
      ? `for ${count(known, 'item')} by what shoppers bought after them, else by texts`
      : 'by texts alone';
  return { says: `shows something from the first item on that the shopper looks at: ${by}` };
}

function lookingSimilar({ items, images }: OutlookFacts): Told {
  if (images === undefined) return { items: 0, says: 'empty: build with --images to compare images' };
  return { items: images, says: emptyFor(images, items.length, 'the others have no image that can be read') };
}

function trending({ items, columns, orders }: OutlookFacts): Told {
  const shown = inStock(items).filter((row) => columns.trend[row]! > 0).length;
  if (shown === 0) return { items: 0, says: `empty: ${nothingTold(orders, columns)}` };
  const last = orders?.last === undefined ? '' : `, what sold shortly before ${day(orders.last)} first`;
  return {
    items: shown,
    says: `shows the ${counted(shown, 'item', 'was', 'were', 'in stock that')} ordered by ${enough(orders)}${last}`,
  };
}

function recentlyViewed(): Told {
  return { says: 'shows what the shopper has looked at; the catalogue is enough for that' };
}

function buyAgain({ items, columns, orders }: OutlookFacts): Told {
  const again = inStock(items).filter((row) => columns.rebuy[row]! >= RANKING.rebuy).length;
  const own = 'shows, once its usual interval is nearly over, what the shopper has bought twice here';
  if (again > 0)
    return {
      items: again,
      says: `${own}, and the ${count(again, 'item')} that one buyer in five bought again`,
    };
  const why =
    orders && orders.orders > 0
      ? 'no item is bought again by one buyer in five'
      : nothingTold(orders, columns);
  return {
    items: 0,
    says: `${own} and no more: ${orders && isNameless(orders) ? NAMELESS : why}`,
  };
}

const NAMELESS = 'the orders name no shopper (a column such as customer_id)';

function isNameless({ orders, shoppers }: OrdersReport): boolean {
  return orders > 0 && shoppers === 0;
}

/** Rows that have a neighbour in stock in one of some tables. */
function rowsWith(
  items: readonly Item[],
  tables: Catalogue['tables'],
  names: readonly TableName[],
): readonly number[] {
  const some = names.flatMap((name) => tables[name] ?? []);
  return [...items.keys()].filter((row) =>
    some.some(({ offsets, targets }) =>
      targets.subarray(offsets[row], offsets[row + 1]).some((target) => isInStock(items[target]!)),
    ),
  );
}

function inStock(items: readonly Item[]): number[] {
  return [...items.keys()].filter((row) => isInStock(items[row]!));
}

/** As shelves filter by default. */
function isInStock({ availability }: Item): boolean {
  return availability !== 'out_of_stock';
}

function emptyFor(filled: number, all: number, why: string): string {
  if (filled === all) return 'has something to show for every item';
  if (filled === 0) return `empty for every item: ${why}`;
  return `empty for ${percent(all - filled, all)} of items (${number(all - filled)} of ${number(all)}): ${why}`;
}

/** How many shoppers an item needs before the pack tells of it. */
function enough(orders: OrdersReport | undefined): string {
  return `${count(orders!.minShoppers, 'shopper')} or more`;
}

/** Why there is no item in stock of which the pack tells that it was ordered. */
function nothingTold(orders: OrdersReport | undefined, { popularity }: Catalogue['columns']): string {
  if (!orders || orders.lines === 0) return noSales(orders);
  if (orders.lines === orders.waiting) return 'all orders are of the current week, and count once it is over';
  const by = `ordered by ${count(orders.minShoppers, 'shopper')} or more`;
  return popularity.some((value) => value > 0)
    ? `all items that were ${by} are out of stock`
    : `no item was ${by}, and the pack tells of no other`;
}

function noSales(orders: OrdersReport | undefined): string {
  if (!orders) return 'no orders were given (--orders)';
  return `none of the ${count(orders.linesRead, 'order line')} is of an item of the catalogue`;
}

function byShoppers(orders: OrdersReport | undefined, filled: number): string {
  return orders && isNameless(orders) ? NAMELESS : tooFew(orders, filled);
}

/** Why orders say nothing of some items. */
function tooFew(orders: OrdersReport | undefined, filled: number): string {
  if (!orders || orders.lines === 0) return noSales(orders);
  const orders_ = counted(orders.orders, 'order', 'is', 'are');
  const rule = `a pair of items counts once ${count(orders.minShoppers, 'shopper')} bought both`;
  return `${orders_} too few${filled === 0 ? '' : ' for the others'}, since ${rule}${mismatch(orders)}`;
}

/** What orders lose because they name other items. */
function mismatch({ unmatched, lines }: OrdersReport): string {
  if (unmatched.lines <= lines) return '';
  return `; ${percent(unmatched.lines, unmatched.lines + lines)} of the order lines are of items that the catalogue lacks`;
}
