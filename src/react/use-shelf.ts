import { useEffect, useState } from 'react';
import type { RecommendOptions, Shelf } from '../index.ts';
import { useRecommender } from './use-recommender.ts';

export interface ShelfState {
  /** undefined until the first answer. */
  readonly shelf?: Shelf;
  /** Why the recommender did not start, or did not answer. */
  readonly error?: unknown;
}

/** A shelf of the nearest provider's recommender. It is updated after each change of the history or of the options. */
export function useShelf(options: RecommendOptions): ShelfState {
  const { recommender, error } = useRecommender();
  const [state, setState] = useState<ShelfState>({});
  const key = JSON.stringify(options); // compared by value, because options are often an object literal
  useEffect(() => {
    if (!recommender) return undefined;
    let latest = 0;
    const ask = () => {
      const call = ++latest;
      recommender.recommend(JSON.parse(key) as RecommendOptions).then(
        (shelf) => {
          if (call === latest) setState({ shelf });
        },
        (reason: unknown) => {
          if (call === latest) setState({ error: reason });
        },
      );
    };
    ask();
    const stop = recommender.on('change', ask);
    return () => {
      latest = -1;
      stop();
    };
  }, [recommender, key]);
  return error === undefined ? state : { error };
}
