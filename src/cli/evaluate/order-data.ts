import { VitrineError } from '../../errors.ts';
import { readCatalogue, rowsByName, type ReadingOptions } from '../feed/catalogue.ts';
import type { Columns } from '../../core/feed/columns.ts';
import { noOrders, readOrders } from '../feed/orders.ts';
import type { Dataset, Line } from './data.ts';

/**
 * Reads a catalogue and the orders of its items.
 *
 * @throws {VitrineError} `bad-catalogue` if a file cannot be read, if no order has an item of the catalogue, or if all orders
 *   have the same date.
 */
export async function readOrderData(
  catalogues: readonly string[],
  orders: string,
  columns?: Columns,
  options?: ReadingOptions,
): Promise<Dataset> {
  const catalogue = await readCatalogue(catalogues, columns, options);
  const { items } = catalogue;
  const rowOf = rowsByName(catalogue);
  const known = new Map<string, Line[]>();
  const anonymous = new Map<string, Line[]>(); // by order
  const counts = noOrders();
  let [first, last] = [Infinity, -Infinity];
  for await (const { order, row, at, shopper } of readOrders(orders, rowOf, counts, columns)) {
    [first, last] = [Math.min(first, at), Math.max(last, at)];
    const [lines, name] = shopper === undefined ? [anonymous, order] : [known, shopper];
    const own = lines.get(name);
    if (own) own.push({ item: row, at, order });
    else lines.set(name, [{ item: row, at, order }]);
  }
  if (counts.lines === 0) {
    const [refused] = counts.refused.listed;
    const why = refused ? `, the first refused for: ${refused.reason}` : '';
    throw new VitrineError(
      'bad-catalogue',
      `${orders}: no line has an item of the catalogue; ${counts.unknown} lines have other items${why}: check that the ids of both files agree`,
    );
  }
  if (first === last)
    throw new VitrineError(
      'bad-catalogue',
      `${orders}: all dates are the same, but an evaluation needs to know which orders are later: give orders of several days`,
    );
  const inTime = (lines: Line[]) => lines.sort((a, b) => a.at - b.at);
  const shoppers = [
    ...Array.from(known, ([id, lines]) => ({ id, lines: inTime(lines) })),
    ...Array.from(anonymous.values(), (lines) => ({ lines: inTime(lines) })),
  ];
  return { items, shoppers };
}
