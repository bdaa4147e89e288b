import type { TableName } from '../../core/parameters.ts';
import type { BuildReport } from '../build.ts';
import type { Block } from './document.ts';
import { findingsLines } from './findings-lines.ts';
import type { OrdersReport } from './orders-report.ts';
import type { Extent } from './extent.ts';
import { count, counted, day, number, oneLine, percent } from './words.ts';

/** What was read of the orders, and what was learned from them. */
export function ordersBlocks({ orders, items }: BuildReport, { examples, others, ids }: Extent): Block[] {
  if (!orders)
    return [
      { heading: 'Orders' },
      { text: 'There are none: shelves go by texts alone. Give orders with --orders.' },
    ];
  const { refused, guessed, repaired } = orders;
  return [
    { heading: 'Orders' },
    { table: sums(orders) },
    { list: [...learned(orders), ...orders.dateOrders.map(describeDateOrder)] },
    ...unmatchedBlocks(orders, ids),
    ...neighbourBlocks(orders, items),
    ...findingsLines(
      refused,
      'Refused: these lines of orders are not counted. Mend them and build again.',
      examples,
    ),
    ...findingsLines(
      guessed,
      'Guessed: these values can be read in two ways. Check the ones below.',
      examples,
    ),
    ...findingsLines(repaired, 'Put right: these lines are counted as they were meant.', others),
  ];
}

function sums({ linesRead, lines, unmatched, returned, others, refused }: OrdersReport): string[][] {
  const share = (part: number) => (linesRead === 0 ? '' : percent(part, linesRead));
  const row = (what: string, part: number) => [what, number(part), share(part)];
  return [
    ['order lines read', number(linesRead), ''],
    row('= of items of the catalogue', lines),
    row('+ of items that the catalogue lacks', unmatched.lines),
    row('+ returned goods', returned),
    row('+ no purchases (other events, cancelled orders)', others),
    row('+ refused', refused.rows),
  ];
}

function learned(orders: OrdersReport): string[] {
  const { orders: number_, ordersOfSeveral, ordersWithoutShopper, shoppers, first, last } = orders;
  if (first === undefined || last === undefined)
    return ['No line is of an item of the catalogue, so nothing could be learned.'];
  const several = counted(ordersOfSeveral, 'order', 'has', 'have');
  return [
    `The lines of items of the catalogue are ${count(number_, 'order')} of ${count(shoppers, 'shopper')}, from ${day(first)} to ${day(last)}; ${several} two items or more.`,
    ...(ordersWithoutShopper > 0
      ? [
          `${counted(ordersWithoutShopper, 'order', 'names', 'name')} no shopper, and each counts as a shopper of its own.`,
        ]
      : []),
    `Pairs of items that at least ${count(orders.minPairShoppers, 'shopper')} have: ${number(orders.pairsTogether)} in one order, ${number(orders.pairsOfShoppers)} over all their orders. The pack tells of no other pair, so that nobody can be found out.`,
  ];
}

function describeDateOrder({ file, line, order, by }: OrdersReport['dateOrders'][number]): string {
  const first = order === 'day-first' ? 'day' : 'month';
  const why = by === undefined ? 'no date shows which it is' : `${oneLine(by, 40)} on line ${line} shows it`;
  return `Dates of ${oneLine(file)} have the ${first} first: ${why}.`;
}

function unmatchedBlocks({ unmatched }: OrdersReport, limit: number): Block[] {
  const { lines, ids, exact, most } = unmatched;
  if (lines === 0) return [];
  const about = exact ? '' : 'at least ';
  const shown = most.slice(0, limit);
  return [
    {
      text: `Orders name ${about}${count(ids, 'item')} that the catalogue lacks. The most frequent are below. If the shop still sells them, add them to the catalogue; if the orders call items by another id, name its column with --columns item=...${shown.some(({ near }) => near !== undefined) ? NEAR : ''}`,
    },
    {
      table: [
        ['lines', 'item', ''],
        ...shown.map(({ id, lines: number_, near }) => [
          `${about}${number(number_)}`,
          id === '' ? '(no item is named)' : oneLine(id, 60),
          near === undefined ? '' : `the catalogue has ${oneLine(near, 60)}`,
        ]),
      ],
    },
  ];
}

const NEAR =
  ' Ids that differ from the catalogue in zeros, case or punctuation only were not taken for the same: a spreadsheet may have changed them, so export that column as text.';

const TABLES: Readonly<Record<TableName, string>> = {
  boughtTogether: 'bought in one order with another',
  alsoViewed: 'bought by shoppers of another',
  next: 'followed by another in a later order',
  similar: 'like another by rare words in its texts',
  walk: 'reached in two steps over the above',
};

function neighbourBlocks({ withNeighbours }: OrdersReport, items: number): Block[] {
  const rows = Object.entries(TABLES).flatMap(([name, what]) => {
    const number_ = withNeighbours[name as TableName];
    return number_ === undefined
      ? []
      : [[what, number(number_), percent(number_, items), number(items - number_)]];
  });
  return [{ table: [['items that are', 'items', 'share', 'are not'], ...rows] }];
}
