import type { Recommender } from '../types.ts';
import { warn } from './warn.ts';

/** A method of the recommender that can be called before there is one. */
type Method = Exclude<keyof Recommender, 'on'>;

/** `['track', 'view_item', { items }]`, or a function that gets the recommender. */
export type QueuedCall =
  | { [Name in Method]: readonly [Name, ...Parameters<Recommender[Name]>] }[Method]
  | ((recommender: Recommender) => unknown);

/** What a page's own script pushes to; before Vitrine has loaded, a plain array. */
export interface CallQueue {
  push(...calls: QueuedCall[]): void;
}

/** Makes the calls once the recommender is there, in the order they were pushed. A call that fails warns, once. */
export function createQueue(recommender: Promise<Recommender>, before: readonly QueuedCall[]): CallQueue {
  const push = (...calls: QueuedCall[]) => {
    recommender.then(
      (ready) => {
        for (const call of calls) make(call, ready).catch(warn);
      },
      () => undefined, // said by whoever started it
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
  if (typeof method !== 'function') throw new Error(`there is no call named ${String(name)}`);
  await method(...given);
}
