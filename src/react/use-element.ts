import { useEffect, useRef, type RefObject } from 'react';
import { arrived } from '../errors.ts';
import type { Recommender } from '../index.ts';
import type { VitrineEventMap } from '../widgets/events.ts';
import { useRecommender } from './use-recommender.ts';

/** Callbacks for an element's events. The event's own `preventDefault` says that the shop tracks the action itself. */
export type Listeners<Names extends keyof VitrineEventMap> = {
  readonly [Name in Names]?: ((detail: VitrineEventMap[Name]['detail'], event: Event) => void) | undefined;
};

/** Defines the elements, and gives one of them the nearest provider's recommender and the callbacks for its events. */
export function useElement<
  Own extends HTMLElement & { recommender?: Recommender | Promise<Recommender> | undefined },
>(listeners: Listeners<keyof VitrineEventMap>): RefObject<Own | null> {
  const { recommender } = useRecommender();
  const ref = useRef<Own>(null);
  const latest = useRef(listeners);
  useEffect(() => {
    latest.current = listeners;
  });
  useEffect(() => void arrived(() => import('../widgets/define.ts')), []);
  useEffect(() => {
    if (ref.current && recommender) ref.current.recommender = recommender;
  }, [recommender]);
  useEffect(() => {
    const stop = new AbortController();
    for (const name of Object.keys(listeners) as (keyof VitrineEventMap)[]) {
      const call = (event: CustomEvent) => {
        const listener = latest.current[name] as ((detail: unknown, event: Event) => void) | undefined;
        listener?.(event.detail, event);
      };
      ref.current?.addEventListener(name, call as EventListener, { signal: stop.signal });
    }
    return () => {
      stop.abort();
    };
  }, []);
  return ref;
}
