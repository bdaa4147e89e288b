import { VitrineError } from '../errors.ts';
import type { EngineOptions } from '../wire/engine-options.ts';
import { trustedScript } from '../wire/trusted-script.ts';
import { CODE } from './code.ts';

/**
 * Starts or joins the worker that all pages with the same code, source and options share. A page with other code gets
 * another worker, and both write to the same database. The worker outlives a page, so that the next page of the visit
 * joins it: Chromium needs the option `extendedLifetime` for that.
 *
 * @throws {VitrineError} `worker-load` if the browser has no shared workers, or the script is on another origin and there is no `worker`.
 */
export function startShared({ consent: _, worker, ...options }: EngineOptions): SharedWorker {
  const name = `vitrine ${CODE} ${JSON.stringify(options)}`;
  return starting(() =>
    named(
      { name, worker },
      () =>
        new SharedWorker(new URL('../worker/entry.ts', import.meta.url), { type: 'module', name: 'vitrine' }),
    ),
  );
}

/** @throws {VitrineError} `worker-load` */
export function starting<Started>(start: () => Started): Started {
  try {
    return start();
  } catch (cause) {
    throw new VitrineError('worker-load', 'no worker may start: see worker-src, trusted-types', {
      cause,
    });
  }
}

/**
 * Bundlers must be able to read a worker's address and options, so its name, and another address, come in by replacing
 * `SharedWorker`, as in `startWorker`.
 */
function named(
  { name, worker }: { name: string; worker: string | undefined },
  make: () => SharedWorker,
): SharedWorker {
  const scope = globalThis as { SharedWorker: typeof SharedWorker };
  const Native = scope.SharedWorker;
  // Called with `new`, and returns another object than its own.
  scope.SharedWorker = function (url: string | URL, options?: string | WorkerOptions) {
    const extended = { ...(options as WorkerOptions), name, extendedLifetime: true };
    return new Native(trustedScript(worker ?? url), extended);
  } as unknown as typeof SharedWorker;
  try {
    return make();
  } finally {
    scope.SharedWorker = Native;
  }
}
