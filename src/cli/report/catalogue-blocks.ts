import { EXAMPLES } from '../feed/findings.ts';
import type { ReadingReport } from '../feed/reading-report.ts';
import type { Block } from './document.ts';
import { findingsLines } from './findings-lines.ts';
import type { ItemFacts } from './item-facts.ts';
import type { Extent } from './extent.ts';
import { count, counted, money, number, oneLine, percent } from './words.ts';

/** What was read of the catalogue, and what its items have and lack. */
export function catalogueBlocks(report: ReadingReport, { examples, others, files }: Extent): Block[] {
  const { refused, guessed, skipped, repaired } = report;
  return [
    { heading: 'Catalogue' },
    { table: sums(report) },
    { list: filesRead(report, files) },
    ...findingsLines(
      refused,
      'Refused: these rows are not in the pack. Mend them and build again.',
      examples,
    ),
    ...findingsLines(
      guessed,
      'Guessed: these values can be read in two ways. Check the ones below.',
      examples,
    ),
    ...findingsLines(skipped, 'Skipped: nothing is wrong with these rows, but they are no items.', others),
    ...findingsLines(repaired, 'Put right: these rows are in the pack as they were meant.', others),
    ...factsBlocks(report),
  ];
}

function sums({ rows, entries, items, merged, skipped, refused }: ReadingReport): string[][] {
  return [
    ['rows read', number(rows)],
    ...(entries === rows ? [] : [['products and variants in them', number(entries)]]),
    ['= items', number(items)],
    ['+ merged into the item of another row (same id)', number(merged)],
    ['+ skipped', number(skipped.rows)],
    ['+ refused', number(refused.rows)],
  ];
}

function filesRead({ catalogueFiles }: ReadingReport, limit: number): string[] {
  const lines = catalogueFiles.map(({ name, format, rows, passedOver }) =>
    passedOver === undefined
      ? `${oneLine(name)}: ${format === 'none' ? '' : `${format.toUpperCase()}, `}${count(rows, 'row')}`
      : `passed over: ${oneLine(passedOver)}`,
  );
  const more = lines.length - limit;
  return more > 0 ? [...lines.slice(0, limit), `and ${count(more, 'more file')}`] : lines;
}

function factsBlocks(report: ReadingReport): Block[] {
  const { facts, items } = report;
  return [
    { heading: 'Prices' },
    ...priceBlocks(facts),
    { heading: 'What the items have and lack' },
    {
      list: [
        ...variantLines(facts),
        languageLine(facts),
        ...titleLines(facts),
        ...attributeLines(report),
        ...sharedLines(report),
      ],
    },
    { table: lacks(facts, items) },
  ];
}

function priceBlocks({ prices, priceZero, onSale }: ItemFacts): Block[] {
  const table = [
    ['currency', 'items', 'lowest', 'median', 'highest'],
    ...prices.map(({ currency, items, min, median, max }) => [
      currency ?? 'none',
      number(items),
      ...[min, median, max].map((amount) => money(amount, currency)),
    ]),
  ];
  const ids = priceZero.ids.map((id) => oneLine(id, 40)).join(', ');
  const list = [
    ...(prices.some(({ currency }) => currency === undefined) ? [NO_CURRENCY] : []),
    ...(priceZero.items > 0
      ? [
          `${counted(priceZero.items, 'item', 'costs', 'cost')} 0, and shoppers see that: ${ids}${priceZero.items > priceZero.ids.length ? ' and others' : ''}.`,
        ]
      : []),
    ...(onSale > 0 ? [`${counted(onSale, 'item', 'has', 'have')} a reduced price.`] : []),
  ];
  return [...(prices.length > 0 ? [{ table }] : []), ...(list.length > 0 ? [{ list }] : [])];
}

const NO_CURRENCY =
  'Prices without a currency are shown as bare numbers, and whether 1.299 is more than a thousand has to be guessed: name the currency, such as --currency EUR.';

function variantLines({ groups }: ItemFacts): string[] {
  if (groups.groups === 0) return ['No item is a variant of another.'];
  return [
    `${counted(groups.items, 'item', 'is a variant', 'are variants')} of ${count(groups.groups, 'product')}: a shelf shows one of each product.`,
  ];
}

function languageLine({ languages }: ItemFacts): string {
  const named = languages.flatMap(({ language, items }) =>
    language === undefined ? [] : [`${oneLine(language, 20)} (${count(items, 'item')})`],
  );
  if (named.length === 0)
    return 'The items name no language; the built-in text model reads English (--model for others).';
  const none = languages.find(({ language }) => language === undefined);
  return `Languages: ${named.join(', ')}${none ? `; ${counted(none.items, 'item', 'names', 'name')} none` : ''}.`;
}

function titleLines({ repeatedTitles: { titles, items, most } }: ItemFacts): string[] {
  if (titles === 0) return [];
  const examples = most.map((one) => `"${oneLine(one.title, 60)}" (${number(one.items)})`).join(', ');
  return [
    `${counted(titles, 'title', 'is', 'are')} of several items each, ${number(items)} in all: ${examples}. If they are one product, give them one item_group_id, or a shelf shows them side by side.`,
  ];
}

function attributeLines({ ownAttributes }: ReadingReport): string[] {
  if (ownAttributes.length === 0) return [];
  return [
    `Columns of your own that shoppers see as attributes: ${ownAttributes.map((name) => oneLine(name, 40)).join(', ')}. --attributes names others, or none.`,
  ];
}

function sharedLines({ sharedIds }: ReadingReport): string[] {
  if (sharedIds.length === 0) return [];
  const examples = sharedIds.slice(0, EXAMPLES).map((id) => oneLine(id, 40));
  return [
    `${counted(sharedIds.length, 'id', 'is', 'are')} of several items, and so of none: ${examples.join(', ')}${sharedIds.length > EXAMPLES ? ' and others' : ''}.`,
  ];
}

function lacks({ without, outOfStock }: ItemFacts, items: number): string[][] {
  const rows: [string, number, string][] = [
    ['no image', without.image, 'their cards show none'],
    ['no address (url)', without.url, 'their cards lead nowhere'],
    ['no price', without.price, 'their cards show none, and price filters leave them out'],
    ['no category', without.category, 'category filters leave them out'],
    ['no brand', without.brand, 'brand filters leave them out'],
    ['no description', without.description, 'search and likeness go by the title alone'],
    ['no availability', without.availability, 'they count as in stock'],
    ['out of stock', outOfStock, 'no shelf shows them'],
  ];
  return [
    ['items with', 'items', 'share', ''],
    ...rows.map(([what, number_, means]) => [
      what,
      number(number_),
      percent(number_, items),
      number_ > 0 ? means : '',
    ]),
  ];
}
