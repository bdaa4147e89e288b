import { inject, shallowReactive, type InjectionKey, type Plugin } from 'vue';
import {
  createRecommender,
  provideRecommender,
  type Recommender,
  type RecommenderOptions,
} from '../index.ts';

/** The state of the app's recommender. Reactive. */
export interface RecommenderState {
  /** undefined until the recommender has started. */
  recommender?: Recommender;
  /** Why it did not start. */
  error?: unknown;
}

const KEY: InjectionKey<RecommenderState> = Symbol('vitrine');

/** `app.use(RecommenderPlugin, { pack })` starts a recommender for the app, and disposes of it when the app is unmounted. */
export const RecommenderPlugin: Plugin<[RecommenderOptions]> = {
  install(app, options) {
    const state = shallowReactive<RecommenderState>({});
    app.provide(KEY, state);
    if (typeof document === 'undefined') return; // a server has no shopper
    const starting = createRecommender(options);
    provideRecommender(starting);
    starting.then(
      (recommender) => (state.recommender = recommender),
      (error: unknown) => (state.error = error),
    );
    app.onUnmount(() => {
      delete state.recommender;
      void starting.then((recommender) => recommender.dispose()).catch(() => undefined);
    });
  },
};

/** The app's recommender. */
export function useRecommender(): RecommenderState {
  return inject(KEY, {});
}
