import { textOf } from '../../../core/feed/value.ts';
import { recordOf } from './record.ts';
import { eachRow, type ShapeKind } from './shape.ts';

/**
 * Etsy's CSV of listings: the SKU column lists those of all variations, and may be empty. A listing without one is known
 * by its title.
 *
 * @see https://help.etsy.com/hc/en-us/articles/360000343508
 */
export const etsy: ShapeKind = {
  fits: (record) => 'MATERIALS' in record && 'IMAGE1' in record,
  create: () =>
    eachRow(({ line, record }) => {
      const skus = (textOf(record['SKU']) ?? '')
        .split(',')
        .map((sku) => sku.trim())
        .filter((sku) => sku !== '');
      const title = textOf(record['TITLE'] ?? record['TITOLO'] ?? record['TITEL'] ?? record['TITRE']);
      const id = skus[0] ?? slugOf(title);
      return [
        {
          line,
          record: recordOf({ id, ids: skus, ...(skus.length > 1 && { group: id }) }, withoutSku(record)),
        },
      ];
    }),
};

function slugOf(title: string | undefined): string | undefined {
  const slug = title
    ?.normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-');
  return slug?.replace(/^-|-$/g, '') || undefined;
}

function withoutSku(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== 'SKU'));
}
