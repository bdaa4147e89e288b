import type { Recommender } from '../types.ts';
import { warn } from './warn.ts';

/** A method that can be called before the recommender has started. */
type Method = Exclude<keyof Recommender, 'on'>;

/** A method's name with its arguments, as in `['track', 'view_item', { items }]`; or a function of the recommender. */
export type QueuedCall =
  | { [Name in Method]: readonly [Name, ...Parameters<Recommender[Name]>] }[Method]
  | ((recommender: Recommender) => unknown);

/** What a page's own script pushes calls to. Before Vitrine has loaded it is a plain array. */
export interface CallQueue {
  push(...calls: QueuedCall[]): void;
}

/** Makes the calls when the recommender has started, in the order in which they were pushed. A failed call warns once. */
export function createQueue(recommender: Promise<Recommender>, before: readonly QueuedCall[]): CallQueue {
  const push = (...calls: QueuedCall[]) => {
    recommender.then(
      (ready) => {
        for (const call of calls) make(call, ready).catch(warn);
      },
      () => undefined, // the script tag reports it
    );
  };
  push(...before);
  return { push };
}

async function make(call: QueuedCall, recommender: Recommender): Promise<void> {
  if (typeof call === 'function') {
    await call(recommender);
    return;
  }
  const [name, ...given] = call;
  const method = recommender[name] as ((...given: unknown[]) => Promise<unknown>) | undefined;
  if (typeof method !== 'function') throw new Error(`the recommender has no method ${String(name)}`);
  await method(...given);
}
