import { createContext, createElement, useContext, useEffect, useState, type ReactNode } from 'react';
import {
  createRecommender,
  provideRecommender,
  type Recommender,
  type RecommenderOptions,
} from '../index.ts';

export interface RecommenderState {
  /** undefined until the recommender has started. */
  readonly recommender?: Recommender;
  /** Why it did not start. */
  readonly error?: unknown;
}

const Context = createContext<RecommenderState>({});

/**
 * Starts a recommender for everything inside, and disposes of it when the component is unmounted. Later changes of
 * `options` have no effect.
 */
export function RecommenderProvider({
  options,
  children,
}: {
  readonly options: RecommenderOptions;
  readonly children?: ReactNode;
}): ReactNode {
  const [state, setState] = useState<RecommenderState>({});
  useEffect(() => {
    const starting = createRecommender(options);
    provideRecommender(starting);
    let gone = false;
    starting.then(
      (recommender) => {
        if (!gone) setState({ recommender });
      },
      (error: unknown) => {
        if (!gone) setState({ error });
      },
    );
    return () => {
      gone = true;
      setState({});
      void starting.then((recommender) => recommender.dispose()).catch(() => undefined);
    };
  }, []);
  return createElement(Context.Provider, { value: state }, children);
}

/** The recommender of the nearest provider. */
export function useRecommender(): RecommenderState {
  return useContext(Context);
}
