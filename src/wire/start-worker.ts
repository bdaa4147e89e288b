import { trustedScript } from './trusted-script.ts';

/**
 * Starts a module worker, also if its script is on another origin, such as a CDN. Browsers refuse a worker's script of
 * another origin, so the worker then starts from a blob of the page's origin, which imports the script. The imported
 * module keeps its own address, and finds the files beside it.
 *
 * @param make Calls `new Worker(new URL('…', import.meta.url), …)` in exactly these words, synchronously: bundlers find
 * workers by them. So the address is read by replacing `Worker` while `make` runs.
 */
export function startWorker(make: () => Worker): Worker {
  const scope = globalThis as { Worker: typeof Worker };
  const Native = scope.Worker;
  // Called with `new`, and returns another object than its own.
  scope.Worker = function (url: string | URL, options?: WorkerOptions) {
    return new Native(trustedScript(isOwn(url) ? url : importing(url)), options);
  } as unknown as typeof Worker;
  try {
    return make();
  } finally {
    scope.Worker = Native;
  }
}

function isOwn(url: string | URL): boolean {
  return new URL(url, self.location.href).origin === self.origin;
}

/**
 * The code of the blob, as text, because a bundler would rewrite the import. A static import would be shorter, but a
 * page's policy checks it by `worker-src`, which would have to name the CDN beside `blob:`; it checks an `import()` by
 * `script-src`, which names the CDN already. Messages that come before the module listens are kept for it (`a`), by `k`. Short,
 * because no minifier reads it.
 */
const BOOTSTRAP =
  'let a=[],k=e=>a.push(e);addEventListener("message",k);import(URL_OF_SCRIPT).then(()=>{removeEventListener("message",k);' +
  'for(let{data,ports}of a)dispatchEvent(new MessageEvent("message",{data,ports}))},e=>setTimeout(()=>{throw e}))';

/** The blob's address. It is not revoked: some browsers read it only later, and it is a few lines long. */
function importing(url: string | URL): string {
  // A function, because `$` has a meaning in a replacement text.
  const code = BOOTSTRAP.replace('URL_OF_SCRIPT', () => JSON.stringify(String(url)));
  return URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
}
