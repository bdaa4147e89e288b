import { isObject, type Entry } from '../../../core/feed/nested.ts';
import { textIn, valueIn } from './parts.ts';
import { recordOf } from './record.ts';
import { eachRow, type ShapeKind } from './shape.ts';

/**
 * Products of Google's Content API and of the Merchant API, which has them under `attributes`, with prices in millionths. An
 * item's id is the shop's own, `offerId`, as in its feeds.
 *
 * @see https://developers.google.com/shopping-content/reference/rest/v2.1/products
 * @see https://developers.google.com/merchant/api/reference/rest/products_v1/accounts.products
 */
export const googleApi: ShapeKind = {
  fits: (record) =>
    'offerId' in record &&
    (/content#product/.test(textIn(record, 'kind') ?? '') ||
      attributesOf(record) !== undefined ||
      'targetCountry' in record ||
      isObject(record['price'])),
  create: () => eachRow(({ line, record }) => [{ line, record: itemOf(record) }]),
};

function attributesOf(record: Entry): Entry | undefined {
  return [record['productAttributes'], record['attributes']].find(isObject);
}

function itemOf(record: Entry): Entry {
  const fields = attributesOf(record) ?? record;
  return recordOf(
    {
      id: textIn(record, 'offerId'),
      language: undefined,
      price: money(fields['price']),
      sale_price: money(fields['salePrice']),
      sale_price_effective_date: times(fields['salePriceEffectiveDate']),
      product_type: textIn(fields, 'productTypes') ?? textIn(fields, 'productType'),
      availability: textIn(fields, 'availability')?.toLowerCase(),
      expiration_date: textIn(fields, 'expirationDate'),
    },
    Object.fromEntries(Object.entries(fields).filter(([name]) => !HANDLED.has(name))),
  );
}

const HANDLED = new Set([
  'id',
  'name',
  'kind',
  'source',
  'channel',
  'contentLanguage',
  'targetCountry',
  'feedLabel',
  'productTypes',
  'salePriceEffectiveDate',
  'expirationDate',
  'shipping',
  'taxes',
]);

/** `{ value, currency }`, or `{ amountMicros, currencyCode }`. */
function money(value: unknown): unknown {
  const micros = textIn(valueIn(value, 'amountMicros'));
  return micros === undefined
    ? value
    : { amount: micros, divisor: 1_000_000, currency: textIn(value, 'currencyCode') };
}

/** A text, or `{ startTime, endTime }`. */
function times(value: unknown): unknown {
  const [from, to] = [textIn(value, 'startTime'), textIn(value, 'endTime')];
  return from === undefined || to === undefined ? value : `${from}/${to}`;
}
