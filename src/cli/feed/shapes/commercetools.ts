import { isObject, objectsIn, type Entry } from '../../../core/feed/nested.ts';
import { textOf } from '../../../core/feed/value.ts';
import type { EntryRow, Row } from '../row.ts';
import { attributesColumn, textIn, listOf, valueIn } from './parts.ts';
import { recordOf, variantTitle } from './record.ts';
import { eachRow, type ShapeKind } from './shape.ts';

/**
 * commercetools' products and product projections: each variant is an item. Of a variant's prices the one for every
 * customer counts, in the currency of the first product.
 *
 * @see https://docs.commercetools.com/api/projects/productProjections
 */
export const commercetools: ShapeKind = {
  fits: (record) => isObject(record['masterVariant']) || isObject(record['masterData']),
  create: () => {
    const prices = createPriceChoice();
    return eachRow((row) => itemsOf(row, prices));
  },
};

function* itemsOf({ line, record }: EntryRow, choose: ReturnType<typeof createPriceChoice>): Iterable<Row> {
  const isPublished = valueIn(record, 'masterData', 'published') ?? record['published'];
  if (isPublished === false) {
    yield { line, skipped: 'is not published' };
    return;
  }
  const current = valueIn(record, 'masterData', 'current') ?? valueIn(record, 'masterData', 'staged');
  const product = isObject(current) ? recordOf({ id: record['id'], key: record['key'] }, current) : record;
  const variants = [product['masterVariant'], ...listOf(product['variants'])].filter(isObject);
  const names = distinguishing(variants);
  const group = textIn(product, 'key') ?? textIn(product, 'id');
  const title = textIn(product, 'name') ?? textIn(product, 'nameAllLocales');
  for (const variant of variants) {
    const attributes = attributesOf(variant);
    const options = names.flatMap((name) => attributes.find(([other]) => other === name)?.[1] ?? []);
    const record = {
      id:
        textIn(variant, 'sku') ??
        textIn(variant, 'key') ??
        `${textIn(product, 'id') ?? ''}-${textIn(variant, 'id') ?? ''}`,
      product_id: textIn(product, 'id'),
      key: textIn(product, 'key'),
      sku: textIn(variant, 'sku'),
      title: variantTitle(title, options.map(String)),
      description: textIn(product, 'description'),
      category: objectsIn(product['categories'])
        .map(categoryOf)
        .find((path) => path !== undefined),
      slug: textIn(product, 'slug'),
      image: textIn(variant, 'images', 'url') ?? textIn(variant, 'assets', 'sources', 'uri'),
      group: variants.length > 1 ? group : undefined,
      availability: availabilityOf(variant['availability']),
      rating_average: textIn(product, 'reviewRatingStatistics', 'averageRating'),
      review_count: textIn(product, 'reviewRatingStatistics', 'count'),
      ...choose(variant),
    };
    yield { line, record: recordOf(record, attributesColumn(attributes)) };
  }
}

/** A category's path, if the answer has it expanded. */
function categoryOf(reference: Entry): string | undefined {
  const category = reference['obj'];
  const ancestors = objectsIn(valueIn(category, 'ancestors')).flatMap(
    (ancestor) => textIn(ancestor, 'obj', 'name') ?? [],
  );
  const name = textIn(category, 'name');
  return name === undefined ? undefined : [...ancestors, name].join(' > ');
}

/** A product without any stock information is not counted. Channels have stocks of their own. */
function availabilityOf(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  const stocks = [value, ...Object.values(isObject(value['channels']) ? value['channels'] : {})].flatMap(
    (stock) => {
      const said = textIn(stock, 'isOnStock');
      const pieces = textIn(stock, 'availableQuantity');
      return said !== undefined ? [said === 'true'] : pieces !== undefined ? [Number(pieces) > 0] : [];
    },
  );
  return stocks.length === 0 ? undefined : stocks.some(Boolean) ? 'in_stock' : 'out_of_stock';
}

function createPriceChoice() {
  let currency: string | undefined;
  return (variant: Entry): Record<string, unknown> => {
    const now = Date.now();
    const listed = [variant['price'], ...listOf(variant['prices'])]
      .filter(isObject)
      .filter((price) => !('customerGroup' in price) && !('channel' in price))
      .filter(
        ({ validFrom, validUntil }) =>
          !(Date.parse(textOf(validFrom) ?? '') > now) && !(Date.parse(textOf(validUntil) ?? '') < now),
      );
    const codeOf = (price: Entry) => textIn(price, 'value', 'currencyCode');
    // A price for one country is taken if there is none for all.
    const ranked = [...listed].sort((a, b) => Number('country' in a) - Number('country' in b));
    const price =
      (currency === undefined ? undefined : ranked.find((one) => codeOf(one) === currency)) ?? ranked[0];
    if (!price) return { price: '' };
    currency ??= codeOf(price);
    return { price: money(price['value']), sale_price: money(valueIn(price, 'discounted', 'value')) };
  };
}

/** Money of high precision has its own places; cents have the currency's. */
function money(value: unknown): unknown {
  if (!isObject(value)) return undefined;
  if (value['type'] !== 'highPrecision') return value;
  return {
    preciseAmount: value['preciseAmount'],
    fractionDigits: value['fractionDigits'],
    currencyCode: value['currencyCode'],
  };
}

/** Values are texts, texts by language, entries of a list (`{ key, label }`), money or sets of these. */
function attributesOf(variant: Entry): [string | undefined, unknown][] {
  return objectsIn(variant['attributes'] ?? variant['attributesRaw']).map((attribute) => [
    textIn(attribute, 'name'),
    listOf(attribute['value']).flatMap((value) => attributeText(value) ?? []),
  ]);
}

function attributeText(value: unknown): string | undefined {
  if (!isObject(value)) return textOf(value);
  if ('centAmount' in value || 'typeId' in value) return undefined;
  return 'label' in value ? textOf(value['label']) : textOf(value);
}

/** Attributes in which variants differ as a shopper sees it. */
const SEEN = /colou?r|size|material|style|flavou?r|length|width|finish|volume|weight|farbe|gr[öo](?:ß|ss)e/i;

function distinguishing(variants: readonly Entry[]): string[] {
  const values = new Map<string, Set<string>>();
  for (const [name, value] of variants.flatMap(attributesOf))
    if (name !== undefined && SEEN.test(name))
      values.set(name, (values.get(name) ?? new Set()).add(String(value)));
  return [...values]
    .filter(([, different]) => different.size > 1)
    .map(([name]) => name)
    .slice(0, 2);
}
