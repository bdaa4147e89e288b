import { shallowReactive, toValue, watchEffect, type MaybeRefOrGetter } from 'vue';
import type { RecommendOptions, Shelf } from '../index.ts';
import { useRecommender } from './use-recommender.ts';

/** A shelf of the app's recommender. It is updated after each change of the history or of the options. */
export function useShelf(options: MaybeRefOrGetter<RecommendOptions>): { shelf?: Shelf; error?: unknown } {
  const app = useRecommender();
  const state = shallowReactive<{ shelf?: Shelf; error?: unknown }>({});
  watchEffect((onCleanup) => {
    const request = toValue(options);
    const { recommender, error } = app;
    if (error !== undefined) state.error = error;
    if (!recommender) return;
    let latest = 0;
    const ask = () => {
      const call = ++latest;
      recommender.recommend(request).then(
        (shelf) => {
          if (call === latest) Object.assign(state, { shelf, error: undefined });
        },
        (reason: unknown) => {
          if (call === latest) state.error = reason;
        },
      );
    };
    ask();
    const stop = recommender.on('change', ask);
    onCleanup(() => {
      latest = -1;
      stop();
    });
  });
  return state;
}
