import type { Item } from '../../../types.ts';

/**
 * An item as one line, for tests that compare many: id, title, prices, availability, group, category, brand, image, address,
 * attributes, further ids, rating.
 */
export function itemLine(item: Item): string {
  const { price, salePrice, currency = '' } = item;
  const cost = salePrice === undefined ? price : `${price} now ${salePrice}`;
  return [
    item.id,
    item.title,
    cost === undefined ? '' : `${cost} ${currency}`.trim(),
    item.availability,
    item.group,
    item.category,
    item.brand,
    item.image,
    item.url,
    Object.entries(item.attributes ?? {})
      .map(([name, values]) => `${name}: ${(values ?? []).join(', ')}`)
      .join('; '),
    item.ids?.join(' '),
    item.rating === undefined ? '' : `${item.rating} of 5 (${item.reviewCount ?? '?'})`,
  ]
    .map((field) => field ?? '')
    .join(' | ');
}
