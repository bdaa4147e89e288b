import { createElement, type ReactNode } from 'react';
import type { VitrineSearch } from '../widgets/search.ts';
import { useElement, type Listeners } from './use-element.ts';

export interface SearchProps {
  /** How many products at most, 1 to 100. Default 8. */
  readonly limit?: number;
  readonly placeholder?: string;
  /** The shop's own page of results, for Enter. */
  readonly action?: string;
  /** Name of the query in that address. Default `q`. */
  readonly name?: string;
  readonly className?: string;
  readonly onSelect?: Listeners<'vitrine-select'>['vitrine-select'];
  readonly onShow?: Listeners<'vitrine-show'>['vitrine-show'];
}

/** `<vitrine-search>` as a component. It uses the nearest provider's recommender, or the page's if there is no provider. */
export function Search({ onSelect, onShow, ...rest }: SearchProps): ReactNode {
  const ref = useElement<VitrineSearch>({ 'vitrine-select': onSelect, 'vitrine-show': onShow });
  return createElement('vitrine-search', { ref, ...rest });
}
