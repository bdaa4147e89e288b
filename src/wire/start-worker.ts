/**
 * Starts a module worker from wherever this code was served. Browsers refuse a worker's script from another origin, as
 * a CDN's is; so there the worker starts from a blob, which is of the page's origin, and imports the script. The
 * imported module keeps its own address, and finds what lies beside it.
 *
 * @param from The caller's `import.meta.url`.
 * @param make Says `new Worker(new URL('…', import.meta.url), …)` in just these words, and at once: bundlers find
 * workers by them. So the address can be had only by standing in for `Worker` while they run.
 */
export function startWorker(from: string, make: () => Worker): Worker {
  if (isOwn(from)) return make();
  const scope = globalThis as { Worker: typeof Worker };
  const Native = scope.Worker;
  scope.Worker = class extends Native {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(isOwn(url) ? url : importing(url), options);
    }
  };
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
 * What runs in the blob, as text, since a bundler would rewrite the import. A static import would be shorter, but a
 * page's policy holds it to `worker-src`, where the CDN would then have to be named beside `blob:`; an `import()` is
 * held to `script-src`, where the CDN is named already. What comes before the module listens is kept for it.
 */
const BOOTSTRAP = `
const early = [];
const keep = (event) => early.push(event);
addEventListener('message', keep);
import(URL_OF_SCRIPT).then(() => {
  removeEventListener('message', keep);
  for (const { data, ports } of early) dispatchEvent(new MessageEvent('message', { data, ports }));
}, (error) => setTimeout(() => { throw error; }));
`;

/** The blob's address. Not revoked: some browsers read it only later, and it is a few lines. */
function importing(url: string | URL): string {
  // A function, since a replacement text may hold `$`.
  const code = BOOTSTRAP.replace('URL_OF_SCRIPT', () => JSON.stringify(String(url)));
  return URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
}
