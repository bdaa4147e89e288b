import { releaseProxy, wrap, type Remote } from 'comlink';
import { VitrineError } from '../errors.ts';
import { deferred } from './deferred.ts';
import { carryErrorCodes } from './error-codes.ts';

carryErrorCodes();

/** A connection to a worker through Comlink in which every call settles. */
export interface Connection<Api> {
  /** Calls the worker. Rejects if the worker fails or is closed before it answers. */
  call<Result>(work: (api: Remote<Api>) => Promise<Result>): Promise<Result>;
  /** Receives no more from a shared worker, which still gets what was sent: calls under way wait for `close`. */
  mute(): void;
  /** Ends the worker, or the connection to a shared worker. Calls under way reject with `why`, by default `disposed`. */
  close(why?: VitrineError): void;
}

/** Functions, symbols and elements cannot be sent to a worker. */
function blameCaller(error: unknown): never {
  if (!(error instanceof DOMException && error.name === 'DataCloneError')) throw error;
  throw new VitrineError('bad-argument', 'a call takes plain values: no functions, no elements', {
    cause: error,
  });
}

/**
 * Connects to a worker. Comlink listens only to `message`, so a call to a worker that fails to load would never settle:
 * here `error` and `messageerror` reject all calls from then on.
 */
export function connect<Api>(worker: Worker | SharedWorker): Connection<Api> {
  const endpoint = 'port' in worker ? worker.port : worker;
  const api = wrap<Api>(endpoint);
  const { promise: ended, reject } = deferred<never>();
  let closed = false;
  ended.catch(() => undefined); // there may be no call that waits
  worker.addEventListener('error', (event) => {
    // The event has a message only if the script was loaded and threw.
    event.preventDefault();
    const { message } = event as Partial<ErrorEvent>;
    reject(new VitrineError('worker-load', `the worker failed: ${message || 'its script did not load'}`));
  });
  endpoint.addEventListener('messageerror', () => {
    reject(new VitrineError('worker-load', 'unreadable message: reload the page'));
  });
  return {
    call: (work) => (closed ? ended : Promise.race([ended, work(api).catch(blameCaller)])),
    mute: () => {
      if ('port' in worker) worker.port.close();
    },
    close: (why = new VitrineError('disposed', 'the recommender was disposed of')) => {
      reject(why);
      if (closed) return;
      closed = true;
      api[releaseProxy](); // else Comlink keeps the worker and its listeners as long as the page lives
      if ('port' in worker) worker.port.close();
      else worker.terminate();
    },
  };
}
