/** The elements' own attributes, for JSX that writes `<vitrine-shelf>` and not `<Shelf>`. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { CartPlatform } from '../widgets/cart/platform.ts';
import type { VitrinePrivacy } from '../widgets/privacy.ts';
import type { VitrineSearch } from '../widgets/search.ts';
import type { ShelfLayout } from '../widgets/shelf-attributes.ts';
import type { VitrineShelf } from '../widgets/shelf.ts';
import type { FacetName, ModelName } from '../index.ts';

type Own<Element extends HTMLElement, Attributes = object> = DetailedHTMLProps<
  HTMLAttributes<Element>,
  Element
> &
  Attributes;

interface ShelfAttributes {
  readonly model?: ModelName;
  readonly limit?: number | string;
  readonly 'object-ids'?: string;
  readonly filters?: string;
  readonly 'facet-name'?: FacetName;
  readonly 'facet-value'?: string;
  readonly heading?: string;
  readonly fallback?: string;
  readonly actions?: string;
  readonly badges?: string;
  readonly cart?: CartPlatform;
  readonly layout?: ShelfLayout;
  readonly 'allow-repeats'?: '';
}

interface SearchAttributes {
  readonly limit?: number | string;
  readonly placeholder?: string;
  readonly action?: string;
  readonly name?: string;
}

declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- JSX finds elements by declaration merging
  namespace JSX {
    interface IntrinsicElements {
      'vitrine-shelf': Own<VitrineShelf, ShelfAttributes>;
      'vitrine-search': Own<VitrineSearch, SearchAttributes>;
      'vitrine-privacy': Own<VitrinePrivacy>;
    }
  }
}
