import type { EventParameters, ShelfItem } from '../types.ts';
import bundleCss from './css/bundle.css?inline';
import { adoptFirst, sheetOf } from './css/sheet.ts';
import type { BundleDetail } from './events.ts';
import { h } from './h.ts';
import { fill, type Language } from './language.ts';
import { formatNumber } from './number.ts';
import { formatPrice } from './price.ts';

/** What a shelf's items cost together. */
interface BundlePrice {
  /** undefined if a price is unknown, or prices are in several currencies. */
  readonly total?: number;
  /** ISO 4217. */
  readonly currency?: string;
}

export interface BundleOptions {
  readonly language: Language;
  /** Puts what the shopper has left in the bundle into the cart, and tracks it. */
  readonly onAdd: (
    bundle: Omit<BundleDetail, 'queryID'>,
    parameters: EventParameters,
    button: HTMLElement,
  ) => void;
}

/**
 * Offers a shelf's items as a set: each card may be left out, and one button below puts the others into the cart. What is out
 * of stock is not in the set; of one item there is none.
 */
export function showBundle(
  section: HTMLElement,
  items: readonly ShelfItem[],
  { language, onAdd }: BundleOptions,
): void {
  section.querySelector('.bundle')?.remove();
  const offered = items.flatMap((item, i) =>
    item.availability === 'out_of_stock' ? [] : [[item, i] as const],
  );
  if (offered.length < 2) return;
  adoptFirst(section.getRootNode() as ShadowRoot, sheetOf(bundleCss));
  const { bundle } = language.strings;
  const chosen = new Set(offered.map(([item]) => item));
  const total = h('output', { part: 'bundle-total', class: 'bundle-total' });
  const onclick = () => {
    const items = [...chosen];
    const { total: value, currency } = priceOf(items);
    const parameters = {
      items: items.map(({ objectID }) => ({ item_id: objectID })),
      ...(value !== undefined && { value }),
      ...(currency !== undefined && { currency }),
    };
    onAdd({ items, total: value, currency }, parameters, button);
  };
  const button = h('button', { type: 'button', part: 'add-bundle', class: 'bundle-add', onclick });

  const update = () => {
    const taken = [...chosen];
    const { total: sum, currency } = priceOf(taken);
    const price = formatPrice(sum, currency, language.tag);
    total.textContent = price && taken.length > 0 ? fill(bundle.total, { price }) : '';
    button.textContent = fill(bundle.add, { count: formatNumber(language.tag)(taken.length) });
    button.disabled = taken.length === 0;
  };
  const cards = section.querySelectorAll('.foot');
  for (const [item, i] of offered) {
    const box = h('input', {
      type: 'checkbox',
      checked: true,
      'aria-label': `${bundle.include}: ${item.title}`,
      onchange: () => {
        if (box.checked) chosen.add(item);
        else chosen.delete(item);
        update();
      },
    });
    cards[i]?.prepend(h('label', { part: 'include', class: 'include' }, box, bundle.include));
  }
  update();
  section.append(h('div', { part: 'bundle', class: 'bundle' }, total, button));
}

/** What the items cost together now. */
function priceOf(items: readonly ShelfItem[]): BundlePrice {
  const prices = items.map(({ price, salePrice }) => salePrice ?? price);
  const currencies = new Set(items.map(({ currency }) => currency));
  if (currencies.size > 1 || prices.includes(undefined)) return {};
  const [currency] = currencies;
  // In hundredths, so that sums of amounts such as 0.1 and 0.2 are what they seem.
  const total = prices.reduce<number>((sum, price) => sum + Math.round(100 * price!), 0) / 100;
  return { total, ...(currency !== undefined && { currency }) };
}
