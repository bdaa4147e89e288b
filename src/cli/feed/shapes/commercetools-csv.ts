import { decimalsOf } from '../../../core/feed/currencies.ts';
import type { Entry } from '../../../core/feed/nested.ts';
import { trimmedParts } from '../../../core/feed/trimmed-parts.ts';
import type { EntryRow, Row } from '../row.ts';
import { deepest } from './parts.ts';
import { filledFrom, recordOf, says } from './record.ts';
import type { Shape, ShapeKind } from './shape.ts';

/**
 * commercetools' tables of products: a product on the row of its master variant, its other variants on the rows below, and
 * prices as a list in a cell, in cents: `EUR 4900;DE-EUR 4500|3900`.
 *
 * @see https://docs.commercetools.com/merchant-center/import-products
 */
export const commercetoolsCsv: ShapeKind = {
  fits: (record) =>
    ('variantId' in record && 'prices' in record) ||
    ('variants.sku' in record &&
      Object.keys(record).some((name) => name.startsWith('variants.prices') || name.startsWith('name.'))),
  create: createCommercetoolsCsv,
};

function createCommercetoolsCsv(): Shape {
  let product: { readonly row: Entry; readonly variants: EntryRow[] } | undefined;
  let currency: string | undefined;

  function* finished(): Iterable<Row> {
    if (!product) return;
    const { row, variants } = product;
    const group = says(row, 'key') ?? says(row, 'id') ?? says(row, 'sku');
    for (const { line, record } of variants) {
      const whole = filledFrom(shared(row), record);
      const { guessed, ...prices } = priceIn(record, currency);
      currency ??= prices.currency;
      const fields = {
        id: says(record, 'sku') ?? [group, says(record, 'variantId') ?? says(record, 'id')].join('-'),
        title: localised(whole, 'name'),
        description: localised(whole, 'description'),
        slug: localised(whole, 'slug'),
        category: categoryOf(whole),
        image: (says(record, 'images') ?? says(record, 'images.url'))?.split(';', 1)[0]?.trim(),
        group: variants.length > 1 ? group : undefined,
        ...prices,
      };
      yield {
        line,
        record: recordOf(fields, rest(whole)),
        ...(guessed !== undefined && { guessed: [guessed] }),
      };
    }
  }

  return {
    *add({ line, record: written }) {
      const record = withoutPrefix(written);
      if (!product || localised(record, 'name') !== undefined) {
        yield* finished();
        product = { row: record, variants: [] };
      }
      product.variants.push({ line, record });
    },
    *end() {
      yield* finished();
    },
  };
}

/** Newer tables call a variant's columns `variants.sku`; a product's own id and key stay. */
function withoutPrefix(record: Entry): Entry {
  if (!('variants.sku' in record)) return record;
  const names = Object.keys(record);
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => {
      const bare = name.replace(/^variants\.(?:attributes\.)?/, '');
      return [bare !== name && names.includes(bare) ? `variant ${bare}` : bare, value];
    }),
  );
}

function localised(record: Entry, field: string): string | undefined {
  const names = Object.keys(record).filter((name) => name === field || name.startsWith(`${field}.`));
  return names.map((name) => says(record, name)).find((text) => text !== undefined);
}

/** What a product's row says of all variants: not what it says of its own. */
function shared(row: Entry): Entry {
  return Object.fromEntries(
    Object.entries(row).filter(
      ([name]) => !/^(?:sku|variantId|variantKey|prices|images|matrixId|variant )/i.test(name),
    ),
  );
}

function categoryOf(record: Entry): string | undefined {
  const paths = trimmedParts(says(record, 'categories') ?? '', ';').filter((path) => path !== '');
  return deepest(paths)?.split('>').join(' > ');
}

/** `EUR 4900`, `DE-EUR 4500|3900` (reduced), and behind them customer group `name`, channel `#name`, and times `$from~until`. */
const PRICE = /^(?:([A-Z]{2})-)?([A-Z]{3})\s+(-?\d+)(?:\|(\d+))?(?=[\s#$]|$)([^]*)$/;

interface Cell {
  readonly price: unknown;
  readonly sale_price?: unknown;
  readonly currency?: string;
  readonly guessed?: string;
}

function priceIn(record: Entry, wanted: string | undefined): Cell {
  const cents = says(record, 'prices.value.centAmount');
  if (cents !== undefined) {
    const code = says(record, 'prices.value.currencyCode') ?? '';
    return { price: amount(cents, code), currency: code };
  }
  const cell = says(record, 'prices') ?? '';
  const read = trimmedParts(cell, ';').flatMap((text) => {
    const [, country, code, full, reduced, behind = ''] = PRICE.exec(text) ?? [];
    if (code === undefined || full === undefined) return [];
    return [{ country, code, full, reduced, isForSome: /^\s*[^\s$]/.test(behind) }];
  });
  const ranked = read
    .filter(({ isForSome }) => !isForSome)
    .toSorted((a, b) => Number(a.country !== undefined) - Number(b.country !== undefined));
  const price = ranked.find(({ code }) => code === wanted) ?? ranked[0];
  if (!price)
    // Prices for some customers or channels are none for all.
    return read.length > 0
      ? { price: '', guessed: `has prices for some customers alone, which were left out: ${cell}` }
      : { price: cell };
  return {
    price: amount(price.full, price.code),
    ...(price.reduced !== undefined && { sale_price: amount(price.reduced, price.code) }),
    currency: price.code,
  };
}

function amount(cents: string, code: string): unknown {
  return { amount: cents, exponent: decimalsOf(code), currency: code };
}

function rest(record: Entry): Entry {
  return Object.fromEntries(
    Object.entries(record).filter(
      ([name]) =>
        !/^(?:prices|images|name|description|slug|meta\w*|categories|tax|productType|creationDate|variantId|matrixId|baseId)(?:$|\.)/.test(
          name,
        ),
    ),
  );
}
