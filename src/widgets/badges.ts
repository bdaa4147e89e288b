/** What a card shows over its image. A chunk of its own, which pages without such items do not load. */
import type { ShelfItem } from '../types.ts';
import type { BadgeName } from './badge-names.ts';
import badgesCss from './css/badges.css?inline';
import { adoptFirst, sheetOf } from './css/sheet.ts';
import { h } from './h.ts';
import { fill, type Language } from './language.ts';
import { formatNumber } from './number.ts';
import { badgeStrings } from './strings/badges.ts';

/** More badges would hide the image. */
const MAX_BADGES = 3;

/** Puts the badges of items on their cards, if these are Vitrine's own and have none yet. */
export function addBadges(
  list: HTMLElement,
  items: readonly ShelfItem[],
  names: readonly BadgeName[],
  language: Language,
): void {
  adoptFirst(list.getRootNode() as ShadowRoot, sheetOf(badgesCss));
  items.forEach((item, i) => {
    const link = list.children[i]?.querySelector('.link');
    if (!link || link.querySelector('.badges, .variants')) return;
    // They are read after title and price, wherever they are seen.
    link.append(...badgesOf(item, names, language));
  });
}

/** The badges of an item: those on the upper edge of its image together, and the one on the lower edge. */
export function badgesOf(
  item: ShelfItem,
  names: readonly BadgeName[],
  language: Language,
  now = Date.now(),
): HTMLElement[] {
  const upper = textsOf(item, language, now).filter(([name]) => names.includes(name));
  const variants = names.includes('variants') ? variantsText(item, language) : undefined;
  return [
    ...(upper.length > 0
      ? [h('span', { part: 'badges', class: 'badges' }, ...upper.slice(0, MAX_BADGES).map(badge))]
      : []),
    ...(variants === undefined
      ? []
      : [h('span', { class: 'variants' }, h('span', { part: 'badge variants', class: 'badge' }, variants))]),
  ];
}

function badge([name, text]: readonly [BadgeName, string]): HTMLElement {
  const part = name === 'labels' ? 'label' : name;
  return h('span', { part: `badge ${part}`, class: `badge ${part}` }, h('bdi', {}, text));
}

function textsOf(item: ShelfItem, language: Language, now: number): (readonly [BadgeName, string])[] {
  const strings = badgeStrings(language);
  const number = formatNumber(language.tag);
  const { stock, lowStock, newUntil = 0, labels = [], availability } = item;
  const reduction = reductionOf(item, language);
  const few = stock !== undefined ? fill(strings.left, { count: number(stock) }) : strings.lowStock;
  const isFew = availability !== 'out_of_stock' && (stock !== undefined || lowStock);
  const isNew = newUntil > now;
  const shown = (text: string) => text.toLowerCase();
  const others = labels.filter((label) => !isNew || shown(label) !== shown(strings.isNew));
  return [
    ...(reduction === undefined ? [] : [['reduction', reduction] as const]),
    ...(isFew ? [['low-stock', few] as const] : []),
    ...(isNew ? [['new', strings.isNew] as const] : []),
    ...others.map((label) => ['labels', label] as const),
  ];
}

/** How much less than before an item costs, in whole percent. */
function reductionOf({ price, salePrice }: ShelfItem, language: Language): string | undefined {
  const share = price && salePrice !== undefined ? Math.floor(100 * (1 - salePrice / price)) : 0;
  if (share < 1) return undefined;
  const percent = formatNumber(language.tag, { style: 'percent' })(share / 100);
  return fill(badgeStrings(language).reduced, { percent });
}

/** In how many colours a product comes, else how many variants it has. */
function variantsText({ variants = 1, colours = 1 }: ShelfItem, language: Language): string | undefined {
  const [count, text] =
    colours > 1
      ? ([colours, badgeStrings(language).colours] as const)
      : ([variants, badgeStrings(language).options] as const);
  return count > 1 ? fill(text, { count: formatNumber(language.tag)(count) }) : undefined;
}
