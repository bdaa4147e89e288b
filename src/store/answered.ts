import { VitrineError } from '../errors.ts';
import { inTime } from '../wire/in-time.ts';

/** Milliseconds after which a disk that does not answer counts as refusing. Safari's IndexedDB may fall silent for ever. */
const MAX_WAIT = 10_000;

/** Waits for storage, but not for ever. @throws {VitrineError} `store` if it does not answer. */
export function answered<Result>(work: Promise<Result>, maxWait = MAX_WAIT): Promise<Result> {
  return inTime(
    work,
    maxWait,
    () => new VitrineError('store', `the browser’s storage did not answer within ${maxWait / 1000} seconds`),
  );
}
