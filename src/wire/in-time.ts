import { deferred } from './deferred.ts';

/**
 * Waits for work, but not for ever.
 *
 * @param patience In milliseconds.
 * @param late Makes what it rejects with then.
 */
export async function inTime<Result>(
  work: Promise<Result>,
  patience: number,
  late: () => Error,
): Promise<Result> {
  const { promise: silence, reject } = deferred<never>();
  const timer = setTimeout(() => {
    reject(late());
  }, patience);
  try {
    return await Promise.race([work, silence]);
  } finally {
    clearTimeout(timer);
  }
}
