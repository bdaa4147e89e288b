import { arrived } from '../errors.ts';
import { warn } from '../page/warn.ts';
import type { ShelfItem } from '../types.ts';
import type { BadgeName } from './badge-names.ts';
import { showBundle, type BundleOptions } from './bundle.ts';
import { languageOf } from './language.ts';
import { addRowControls } from './row-controls.ts';

const withControls = new WeakSet<HTMLElement>();

export interface ShelfFinish {
  /** How the items are offered as a set, if they are. */
  readonly bundle: BundleOptions | undefined;
  /** Which badges cards may have. */
  readonly badges: readonly BadgeName[];
}

/** Adds what no shopper needs before the cards are there: arrows, one stop of the Tab key, a set's button, badges. */
export function finishShelf(
  section: HTMLElement,
  items: readonly ShelfItem[],
  { bundle, badges }: ShelfFinish,
): void {
  const [head, list] = ['.head', '.list'].map((part) => section.querySelector<HTMLElement>(part)!) as [
    HTMLElement,
    HTMLElement,
  ];
  const language = languageOf((section.getRootNode() as ShadowRoot).host);
  if (!withControls.has(list)) addRowControls(list, head, language.strings);
  withControls.add(list);
  if (bundle) showBundle(section, items, bundle);
  if (!items.some((item) => mayHaveBadge(item, badges))) return;
  const cards = [...list.children];
  arrived(() => import('./badges.ts'))
    .then(({ addBadges }) => {
      if (cards[0] === list.children[0]) addBadges(list, items, badges, language);
    })
    .catch(warn);
}

function mayHaveBadge(item: ShelfItem, names: readonly BadgeName[]): boolean {
  const { salePrice, stock, lowStock, newUntil, labels, variants } = item;
  const has: Readonly<Record<BadgeName, unknown>> = {
    reduction: salePrice,
    new: newUntil,
    'low-stock': stock ?? lowStock,
    labels,
    variants,
  };
  return names.some((name) => has[name] !== undefined);
}
