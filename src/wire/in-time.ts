import { deferred } from './deferred.ts';

/**
 * Waits for work, but not for ever.
 *
 * @param maxWait In milliseconds.
 * @param late Makes the error that it rejects with after that.
 */
export async function inTime<Result>(
  work: Promise<Result>,
  maxWait: number,
  late: () => Error,
): Promise<Result> {
  const { promise: timeout, reject } = deferred<never>();
  const timer = setTimeout(() => {
    reject(late());
  }, maxWait);
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
