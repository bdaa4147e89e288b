import { createElement, useEffect, useRef, type ReactNode } from 'react';
import { arrived } from '../errors.ts';
import type { Filters, ModelName } from '../index.ts';
import type { VitrineEventMap } from '../widgets/events.ts';
import type { VitrineShelf } from '../widgets/shelf.ts';
import { useRecommender } from './use-recommender.ts';

export interface ShelfProps {
  readonly model: ModelName;
  readonly limit?: number;
  readonly objectIDs?: readonly string[];
  readonly filters?: Filters;
  readonly heading?: string;
  /** The models that stand in if this one finds nothing. Default: see the docs of `<vitrine-shelf>`. */
  readonly fallback?: readonly ModelName[];
  /** `grid` for a grid as high as its cards. Default: a row. */
  readonly layout?: 'row' | 'grid';
  /** Whether it may show items that other shelves of the page show. */
  readonly allowRepeats?: boolean;
  readonly className?: string;
  readonly onSelect?: (detail: VitrineEventMap['vitrine-select']['detail']) => void;
  readonly onHide?: (detail: VitrineEventMap['vitrine-hide']['detail']) => void;
  /** The fallback, shown until products arrive and if there are none. */
  readonly children?: ReactNode;
}

/** `<vitrine-shelf>` as a component. It uses the nearest provider's recommender, or the page's if there is no provider. */
export function Shelf({
  objectIDs,
  filters,
  fallback,
  allowRepeats = false,
  onSelect,
  onHide,
  children,
  ...rest
}: ShelfProps): ReactNode {
  const { recommender } = useRecommender();
  const ref = useRef<VitrineShelf>(null);
  useEffect(() => void arrived(() => import('../widgets/define.ts')), []);
  useEffect(() => {
    if (ref.current && recommender) ref.current.recommender = recommender;
  }, [recommender]);
  useEffect(() => {
    const element = ref.current;
    const select = ({ detail }: VitrineEventMap['vitrine-select']) => onSelect?.(detail);
    const hide = ({ detail }: VitrineEventMap['vitrine-hide']) => onHide?.(detail);
    element?.addEventListener('vitrine-select', select);
    element?.addEventListener('vitrine-hide', hide);
    return () => {
      element?.removeEventListener('vitrine-select', select);
      element?.removeEventListener('vitrine-hide', hide);
    };
  }, [onSelect, onHide]);
  return createElement(
    'vitrine-shelf',
    {
      ref,
      ...rest,
      ...(objectIDs && { 'object-ids': objectIDs.join(',') }),
      ...(filters && { filters: JSON.stringify(filters) }),
      ...(fallback && { fallback: fallback.join(',') || 'none' }),
      ...(allowRepeats && { 'allow-repeats': '' }),
    },
    children,
  );
}
