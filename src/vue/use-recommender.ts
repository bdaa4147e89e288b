import { inject, shallowReactive, type InjectionKey, type Plugin } from 'vue';
import {
  createRecommender,
  provideRecommender,
  type Recommender,
  type RecommenderOptions,
} from '../index.ts';

/** The recommender, once there is one, or why it did not start. */
export interface Given {
  recommender?: Recommender;
  error?: unknown;
}

const KEY: InjectionKey<Given> = Symbol('vitrine');

/** `app.use(RecommenderPlugin, { pack })` starts a recommender for the app, and ends it with the app. */
export const RecommenderPlugin: Plugin<[RecommenderOptions]> = {
  install(app, options) {
    const given = shallowReactive<Given>({});
    app.provide(KEY, given);
    if (typeof document === 'undefined') return; // on a server there is nothing to start
    const starting = createRecommender(options);
    provideRecommender(starting);
    starting.then(
      (recommender) => (given.recommender = recommender),
      (error: unknown) => (given.error = error),
    );
    app.onUnmount(() => {
      delete given.recommender;
      void starting.then((recommender) => recommender.dispose()).catch(() => undefined);
    });
  },
};

/** The app's recommender: reactive, empty until it is there. */
export function useRecommender(): Given {
  return inject(KEY, {});
}
