import { vi } from 'vitest';
import { overwriteHere } from './overwrite-here.ts';

/** How a call of the browser's storage fails. */
export type Fault =
  /** It throws, or rejects, with an error of this name. */
  | 'QuotaExceededError'
  | 'UnknownError'
  | 'InvalidStateError'
  /** It is done, but its transaction is aborted, as when committing fails. */
  | 'AbortError'
  /** It never answers. */
  | 'silence';

export const FAULTS: readonly Fault[] = [
  'QuotaExceededError',
  'UnknownError',
  'InvalidStateError',
  'AbortError',
  'silence',
];

/** What was counted, and what was to fail. */
export interface Counted {
  readonly calls: number;
  /** The call that failed. */
  readonly failed: string | undefined;
  /** Lets go of connections that nobody was told of. */
  release(): void;
}

type Method = (this: object, ...given: unknown[]) => unknown;

/** Overwrites a file in the tests' worker. It is a call of the storage like the others. */
export const overwriting = { overwrite: overwriteHere };

/** The calls of the browser's storage that Vitrine makes. */
const CALLS: readonly (readonly [object, readonly string[]])[] = [
  [IDBFactory.prototype, ['open', 'deleteDatabase', 'databases']],
  [IDBDatabase.prototype, ['transaction']],
  [
    IDBObjectStore.prototype,
    ['get', 'getAll', 'getAllKeys', 'put', 'add', 'delete', 'clear', 'count', 'openKeyCursor'],
  ],
  [StorageManager.prototype, ['getDirectory']],
  [FileSystemDirectoryHandle.prototype, ['getFileHandle', 'removeEntry']],
  [FileSystemFileHandle.prototype, ['getFile']],
  [overwriting, ['overwrite']],
];

const PROMISED = ['overwrite', 'databases', 'getDirectory', 'getFileHandle', 'removeEntry', 'getFile'];

/**
 * Has one call of the browser's storage fail, until all mocks are restored.
 *
 * @param nth Which one, from 1.
 */
export function failStorage(nth: number, fault: Fault): Counted {
  let [calls, failed] = [0, undefined as string | undefined];
  const left: IDBRequest[] = [];
  for (const [prototype, names] of CALLS)
    for (const name of names) {
      const native = Reflect.get(prototype, name) as Method;
      const failing: Method = function (...given) {
        if (++calls !== nth) return native.apply(this, given);
        failed = name;
        const isDone = fault === 'AbortError' || fault === 'silence';
        if (isDone && name === 'open') given = [`unanswered ${crypto.randomUUID()}`]; // the one asked for stays as it is
        const made =
          isDone && this instanceof IDBFactory === (name === 'open') ? native.apply(this, given) : undefined;
        if (made instanceof IDBRequest) left.push(made);
        return failedCall(made, fault, name);
      };
      vi.spyOn(prototype as Record<string, Method>, name).mockImplementation(failing);
    }
  return {
    get calls() {
      return calls;
    },
    get failed() {
      return failed;
    },
    release: () => {
      for (const request of left)
        if (request.readyState === 'done' && !request.error && request.result instanceof IDBDatabase)
          request.result.close();
    },
  };
}

/** @param made What the call has returned, if it was made. */
function failedCall(made: unknown, fault: Fault, name: string): unknown {
  if (made instanceof IDBTransaction) {
    abortSoon(made);
    return made;
  }
  if (made instanceof IDBRequest) {
    if (fault === 'silence') silence(made);
    else if (made.transaction) abortSoon(made.transaction);
    else throw new DOMException('a call that was made to fail', fault);
    return made;
  }
  const error = new DOMException(
    'a call that was made to fail',
    fault === 'silence' ? 'UnknownError' : fault,
  );
  if (!PROMISED.includes(name)) throw error;
  // What was really done may fail too, as when the caller removes the file meanwhile: that is nobody's to hear.
  const isDone = Promise.resolve(made).catch(() => undefined);
  return isDone.then(() => (fault === 'silence' ? new Promise(() => undefined) : Promise.reject(error)));
}

/** Not at once: while requests are being made, a browser aborts nothing by itself. */
function abortSoon(transaction: IDBTransaction): void {
  queueMicrotask(() => {
    transaction.abort();
  });
}

function silence(request: IDBRequest): void {
  for (const type of ['success', 'error', 'blocked', 'upgradeneeded'])
    request.addEventListener(type, (event) => {
      event.stopImmediatePropagation();
    });
}
