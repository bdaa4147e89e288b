import { releaseProxy, wrap, type Remote } from 'comlink';
import { VitrineError } from '../errors.ts';
import { deferred } from './deferred.ts';
import { carryErrorCodes } from './error-codes.ts';

carryErrorCodes();

/** A worker behind Comlink that never leaves a call hanging. */
export interface Connection<Api> {
  /** Calls the worker. Rejects if the worker fails or is closed before it answers. */
  call<Result>(work: (api: Remote<Api>) => Promise<Result>): Promise<Result>;
  /** Hears no more of a shared worker, which still hears what it has been sent: calls under way wait for `close`. */
  mute(): void;
  /** Ends the worker, or the connection to a shared one; calls under way reject, with `disposed` if not told otherwise. */
  close(why?: VitrineError): void;
}

/** Functions, symbols and elements cannot be sent to a worker. */
function blameCaller(error: unknown): never {
  if (!(error instanceof DOMException && error.name === 'DataCloneError')) throw error;
  throw new VitrineError('bad-argument', 'a call takes plain values, and no functions or elements', {
    cause: error,
  });
}

/**
 * Connects to a worker. Comlink listens only to `message`, so a worker that fails to load would hang every call:
 * here `error` and `messageerror` reject them all, for good.
 */
export function connect<Api>(worker: Worker | SharedWorker): Connection<Api> {
  const endpoint = 'port' in worker ? worker.port : worker;
  const api = wrap<Api>(endpoint);
  const { promise: ended, reject } = deferred<never>();
  let closed = false;
  ended.catch(() => undefined); // nobody need be waiting
  worker.addEventListener('error', (event) => {
    // A script that did not load says nothing; one that threw while starting says what.
    event.preventDefault();
    const { message } = event as Partial<ErrorEvent>;
    reject(new VitrineError('worker-load', `the worker failed: ${message || 'its script did not load'}`));
  });
  endpoint.addEventListener('messageerror', () => {
    reject(new VitrineError('worker-load', 'the worker sent what could not be read'));
  });
  return {
    call: (work) => (closed ? ended : Promise.race([ended, work(api).catch(blameCaller)])),
    mute: () => {
      if ('port' in worker) worker.port.close();
    },
    close: (why = new VitrineError('disposed', 'the recommender has been disposed of')) => {
      reject(why);
      if (closed) return;
      closed = true;
      api[releaseProxy](); // Comlink would keep the worker, and what listens to it, for as long as the page lives
      if ('port' in worker) worker.port.close();
      else worker.terminate();
    },
  };
}
