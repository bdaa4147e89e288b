import type { EntryRow, Row } from '../row.ts';
import { listOf, textIn } from './parts.ts';
import { recordOf } from './record.ts';

/**
 * Makes a function for the rows of price books. A book of sale prices has another as its parent, or says so in its name. Of
 * several currencies a file's first is taken.
 *
 * @see https://salesforcecommercecloud.github.io/b2c-dev-doc/docs/current/xsd/pricebook.xsd
 */
export function salesforcePrices(): (row: EntryRow) => Row {
  let wanted: string | undefined;
  return ({ line, record, around = {} }) => {
    const currency = around['currency'];
    wanted ??= currency;
    if (currency !== wanted) return { line, skipped: `is a price in a further currency: ${currency ?? ''}` };
    // Of prices for larger quantities the one for a single piece counts.
    const amounts = listOf(record['amount']);
    const amount = amounts.find((one) => Number(textIn(one, '@quantity') ?? 1) === 1) ?? amounts[0];
    const [from, to] = [textIn(record, 'online-from'), textIn(record, 'online-to')];
    const isOver = Date.parse(to ?? '') < Date.now() || Date.parse(from ?? '') > Date.now();
    const isSale =
      around['parent'] !== undefined ||
      /sale|promo|markdown|special|outlet|discount|reduced/i.test(
        `${around['header@pricebook-id'] ?? ''} ${around['display-name'] ?? ''}`.replace(
          /sales[-_ ]?(?:channel|org)/gi,
          '',
        ),
      );
    if (isOver && !isSale) return { line, skipped: 'is a price of another time' };
    const price = textIn(amount);
    return {
      line,
      record: recordOf({
        id: textIn(record, 'product-id'),
        currency,
        ...(isSale ? { sale_price: price, special_from_date: from, special_to_date: to } : { price }),
      }),
    };
  };
}

/** A row of an inventory list. @see https://salesforcecommercecloud.github.io/b2c-dev-doc/docs/current/xsd/inventory.xsd */
export function stockRow({ line, record }: EntryRow): Row {
  const pieces = Number(textIn(record, 'ats') ?? textIn(record, 'allocation') ?? NaN);
  const handling = textIn(record, 'preorder-backorder-handling');
  const isEndless = textIn(record, 'perpetual') === 'true';
  const soldOut = handling === 'backorder' || handling === 'preorder' ? handling : 'out_of_stock';
  const availability = isEndless || pieces > 0 ? 'in_stock' : Number.isNaN(pieces) ? undefined : soldOut;
  return { line, record: recordOf({ id: textIn(record, 'product-id'), availability }) };
}
