import type { TableName } from '../../core/parameters.ts';
import type { BuildReport } from '../build.ts';
import type { UnmatchedId } from '../feed/unmatched.ts';
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
  const { refused, guessed, repaired, skipped } = orders;
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
    ...findingsLines(skipped, 'Skipped: these lines are no purchases that count.', others),
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
    return orders.lines > 0
      ? [waitingLines(orders)]
      : ['No line is of an item of the catalogue, so nothing could be learned.'];
  const several = ordersOfSeveral === 0 ? 'no order has' : counted(ordersOfSeveral, 'order', 'has', 'have');
  return [
    `The lines ${orders.waiting > 0 ? 'of weeks that are over' : 'of items of the catalogue'} are ${count(number_, 'order')} of ${count(shoppers, 'shopper')}, from ${day(first)} to ${day(last)}; ${several} two items or more.`,
    ...(ordersWithoutShopper > 0
      ? [
          `${counted(ordersWithoutShopper, 'order', 'names', 'name')} no shopper, ${shoppers > 0 ? 'and count together as one shopper, since they may be those of one person' : 'and each counts as a shopper of its own'}.`,
        ]
      : []),
    `Pairs of items that at least ${count(orders.minShoppers, 'shopper')} have: ${number(orders.pairsTogether)} in one order, ${number(orders.pairsOfShoppers)} over all their orders. The pack tells of no other pair, so that nobody can be found out.`,
    ...(orders.epsilon > 0
      ? [
          `With --private ${orders.epsilon}, of these the pack tells of ${count(orders.pairsTold, 'pair')}, with noise. \`vitrine evaluate --private ${orders.epsilon}\` measures what that costs in ranking.`,
        ]
      : []),
    ...(orders.waiting > 0 ? [waitingLines(orders)] : []),
    ...(orders.isKept
      ? [
          `The pack tells what the one before told of the orders before ${orders.until}. That changes once a week is over and ${count(orders.newShoppers, 'shopper')} have ordered since, so that two packs compared tell nothing of one order; --repack learns anew now.`,
        ]
      : []),
  ];
}

function waitingLines({ waiting }: OrdersReport): string {
  return `${counted(waiting, 'line', 'is', 'are')} of the current week, and counted once it is over.`;
}

function describeDateOrder({ file, line, order, by }: OrdersReport['dateOrders'][number]): string {
  const first = order === 'day-first' ? 'day' : 'month';
  const why = by === undefined ? 'no date shows which it is' : `${oneLine(by, 40)} on line ${line} shows it`;
  return `Dates of ${oneLine(file)} have the ${first} first: ${why}.`;
}

function unmatchedBlocks({ unmatched }: OrdersReport, limit: number): Block[] {
  const { lines, ids, exact, most, leftOut, near } = unmatched;
  if (lines === 0) return [];
  const about = exact ? '' : 'at least ';
  const named = (id: string) => (id === '' ? '(no item is named)' : oneLine(id, 60));
  const row = ({ id, lines: number_ }: UnmatchedId) => [`${about}${number(number_)}`, named(id)];
  return [
    {
      text: `Orders name ${about}${count(ids, 'item')} that the catalogue lacks; the most frequent are below. If the shop still sells them, add them to the catalogue. If the orders call items by another id, name its column with --columns item=...`,
    },
    { table: [['lines', 'item'], ...most.slice(0, limit).map(row)] },
    ...(leftOut.ids > 0
      ? [
          {
            text: `Of these, ${counted(leftOut.ids, 'item', 'is', 'are')} (${count(leftOut.lines, 'line')}) in the catalogue's files, but in rows that were refused or skipped:`,
          },
          { table: [['lines', 'item'], ...leftOut.most.slice(0, limit).map(row)] },
        ]
      : []),
    ...(near.ids > 0
      ? [
          {
            text: `Of these, ${counted(near.ids, 'item', 'differs', 'differ')} (${count(near.lines, 'line')}) from an id of the catalogue in zeros, case or punctuation only, and nothing was taken for the same. A spreadsheet may have changed the ids: export that column as text.`,
          },
          {
            table: [
              ['lines', 'item', 'in the catalogue'],
              ...near.most.slice(0, limit).map((one) => [...row(one), oneLine(one.near, 60)]),
            ],
          },
        ]
      : []),
  ];
}

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
