import { createContext, createElement, useContext, useEffect, useState, type ReactNode } from 'react';
import {
  createRecommender,
  provideRecommender,
  type Recommender,
  type RecommenderOptions,
} from '../index.ts';

interface Given {
  readonly recommender?: Recommender;
  readonly error?: unknown;
}

const Context = createContext<Given>({});

/** Starts a recommender for everything inside, and ends it with the component. `options` count once. */
export function RecommenderProvider({
  options,
  children,
}: {
  readonly options: RecommenderOptions;
  readonly children?: ReactNode;
}): ReactNode {
  const [given, setGiven] = useState<Given>({});
  useEffect(() => {
    const starting = createRecommender(options);
    provideRecommender(starting);
    let gone = false;
    starting.then(
      (recommender) => {
        if (!gone) setGiven({ recommender });
      },
      (error: unknown) => {
        if (!gone) setGiven({ error });
      },
    );
    return () => {
      gone = true;
      setGiven({});
      void starting.then((recommender) => recommender.dispose()).catch(() => undefined);
    };
  }, []);
  return createElement(Context.Provider, { value: given }, children);
}

/** The recommender of the nearest provider: nothing until it is there, then it or why it did not start. */
export function useRecommender(): Given {
  return useContext(Context);
}
