/**
 * Starts a module worker from wherever this code was served. Browsers refuse a worker's script from another origin,
 * as a CDN's is; a script of the page's own origin that imports it is allowed, so such a worker starts from a blob of
 * one line. The imported module keeps its own address, and finds what lies beside it.
 *
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

/** Not revoked: some browsers read it only later, and it is a line. */
function importing(url: string | URL): string {
  const code = `import ${JSON.stringify(new URL(url, self.location.href).href)};`;
  return URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
}
