import { onMounted, shallowRef, watchEffect, type ShallowRef } from 'vue';
import { arrived } from '../errors.ts';
import type { Recommender } from '../index.ts';
import type { VitrineEventMap } from '../widgets/events.ts';
import { useRecommender } from './use-recommender.ts';

/** Defines the elements, and gives one of them the app's recommender. */
export function useElement<
  Own extends HTMLElement & { recommender?: Recommender | Promise<Recommender> | undefined },
>(): ShallowRef<Own | undefined> {
  const state = useRecommender();
  const element = shallowRef<Own>();
  onMounted(() => void arrived(() => import('../widgets/define.ts')));
  watchEffect(() => {
    if (element.value && state.recommender) element.value.recommender = state.recommender;
  });
  return element;
}

/** What `vitrine-…` events carry, by the name that a component emits them under. */
export type Detail<Name extends string> = `vitrine-${Name}` extends keyof VitrineEventMap
  ? VitrineEventMap[`vitrine-${Name}`]['detail']
  : never;

/** An element's listeners, which emit its events under their short names: the detail, and the event itself. */
export function listenersOf<Name extends string>(
  names: readonly Name[],
  emit: (name: Name, detail: Detail<Name>, event: Event) => void,
): Record<string, (event: CustomEvent<Detail<Name>>) => void> {
  return Object.fromEntries(
    names.map((name) => [
      `onVitrine-${name}`,
      (event: CustomEvent<Detail<Name>>) => {
        emit(name, event.detail, event);
      },
    ]),
  );
}
