import { wrap, type Remote } from 'comlink';
import { VitrineError } from '../errors.ts';
import { carryErrorCodes } from './wire.ts';

carryErrorCodes();

/** A worker behind Comlink that never leaves a call hanging. */
export interface Connection<Api> {
  /** Calls the worker. Rejects if the worker fails or is closed before it answers. */
  call<Result>(work: (api: Remote<Api>) => Promise<Result>): Promise<Result>;
  /** Ends the worker; calls under way reject with `disposed`. */
  close(): void;
}

/**
 * Connects to a worker. Comlink listens only to `message`, so a worker that fails to load would hang every call:
 * here `error` and `messageerror` reject them all, for good.
 */
export function connect<Api>(worker: Worker): Connection<Api> {
  const api = wrap<Api>(worker);
  const { promise: ended, reject } = Promise.withResolvers<never>();
  ended.catch(() => undefined); // nobody need be waiting
  worker.addEventListener('error', (event) => {
    // A script that did not load says nothing; one that threw while starting says what.
    event.preventDefault();
    reject(
      new VitrineError('worker-load', `the worker failed: ${event.message || 'its script did not load'}`),
    );
  });
  worker.addEventListener('messageerror', () => {
    reject(new VitrineError('worker-load', 'the worker sent what could not be read'));
  });
  return {
    call: (work) => Promise.race([ended, work(api)]),
    close: () => {
      reject(new VitrineError('disposed', 'the recommender has been disposed of'));
      worker.terminate();
    },
  };
}
