import { createElement, type ReactNode } from 'react';
import type { FacetName, Filters, ModelName } from '../index.ts';
import type { BadgeName } from '../widgets/badge-names.ts';
import type { CardAction } from '../widgets/card-actions.ts';
import type { CartPlatform } from '../widgets/cart/platform.ts';
import type { VitrineEventMap } from '../widgets/events.ts';
import type { ShelfLayout } from '../widgets/shelf-attributes.ts';
import type { VitrineShelf } from '../widgets/shelf.ts';
import { useElement, type Listeners } from './use-element.ts';

type Listener<Name extends keyof VitrineEventMap> = Listeners<Name>[Name];

export interface ShelfProps {
  readonly model: ModelName;
  readonly limit?: number;
  readonly objectIDs?: readonly string[];
  readonly filters?: Filters;
  /** With `facetValue`: only items of this category or brand. */
  readonly facetName?: FacetName;
  readonly facetValue?: string;
  readonly heading?: string;
  /** The models that stand in if this one finds nothing. Default: see the docs of `<vitrine-shelf>`. */
  readonly fallback?: readonly ModelName[];
  /** `grid` for a grid as high as its cards, `bundle` for a set. Default: a row. */
  readonly layout?: ShelfLayout;
  /** The buttons of each card, which `onCart` and `onWishlist` answer. */
  readonly actions?: readonly CardAction[];
  /** The platform whose cart the buttons fill. Default: `onCart` does it. */
  readonly cart?: CartPlatform;
  /** What cards show over their images. Default: all that the items have. */
  readonly badges?: readonly BadgeName[];
  /** Whether it may show items that other shelves of the page show. */
  readonly allowRepeats?: boolean;
  readonly className?: string;
  readonly onSelect?: Listener<'vitrine-select'>;
  readonly onHide?: Listener<'vitrine-hide'>;
  readonly onLike?: Listener<'vitrine-like'>;
  readonly onCart?: Listener<'vitrine-cart'>;
  readonly onWishlist?: Listener<'vitrine-wishlist'>;
  readonly onBundle?: Listener<'vitrine-bundle'>;
  readonly onAdded?: Listener<'vitrine-added'>;
  readonly onShow?: Listener<'vitrine-show'>;
  /** The fallback, shown until products arrive and if there are none. */
  readonly children?: ReactNode;
}

/** `<vitrine-shelf>` as a component. It uses the nearest provider's recommender, or the page's if there is no provider. */
export function Shelf({
  objectIDs,
  filters,
  facetName,
  facetValue,
  fallback,
  actions,
  badges,
  allowRepeats = false,
  onSelect,
  onHide,
  onLike,
  onCart,
  onWishlist,
  onBundle,
  onAdded,
  onShow,
  children,
  ...rest
}: ShelfProps): ReactNode {
  const ref = useElement<VitrineShelf>({
    'vitrine-select': onSelect,
    'vitrine-hide': onHide,
    'vitrine-like': onLike,
    'vitrine-cart': onCart,
    'vitrine-wishlist': onWishlist,
    'vitrine-bundle': onBundle,
    'vitrine-added': onAdded,
    'vitrine-show': onShow,
  });
  return createElement(
    'vitrine-shelf',
    {
      ref,
      ...rest,
      ...(objectIDs && { 'object-ids': objectIDs.join(',') }),
      ...(filters && { filters: JSON.stringify(filters) }),
      ...(facetName && { 'facet-name': facetName }),
      ...(facetValue && { 'facet-value': facetValue }),
      ...(fallback && { fallback: fallback.join(',') || 'none' }),
      ...(actions && { actions: actions.join(',') }),
      ...(badges && { badges: badges.join(',') || 'none' }),
      ...(allowRepeats && { 'allow-repeats': '' }),
    },
    children,
  );
}
