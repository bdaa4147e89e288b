/** Ways out of a worker that Vitrine does not need. */
const UNUSED = ['XMLHttpRequest', 'WebSocket', 'WebSocketStream', 'EventSource', 'WebTransport', 'FontFace'];

/**
 * Leaves a worker one way to the network: GET requests without a body, to the origins allowed. Bundled libraries are
 * restricted too (onnxruntime fetches its own WebAssembly). A Content-Security-Policy of the worker's host says the
 * same; this holds also if the host sends none. It is a seat belt and not a lock: code that means harm could still import
 * a script or start a worker, which only a policy can refuse.
 *
 * @param script The worker's `import.meta.url`, whose origin is allowed.
 * @returns A function that allows the origins of more addresses.
 */
export function restrictNetwork(script: string): (addresses: readonly string[]) => void {
  const allowed = new Set([new URL(script).origin]);
  for (const name of UNUSED) remove(self, name);
  if ('Cache' in self) for (const name of ['add', 'addAll']) remove(Cache.prototype, name);
  const native = self.fetch.bind(self); // eslint-disable-line no-restricted-properties -- to be guarded
  remove(self, 'fetch');
  (self as unknown as Record<string, unknown>)['fetch'] = async (
    input: RequestInfo | URL,
    init?: RequestInit,
  ) => {
    // A redirect may lead anywhere.
    const request = new Request(input, {
      ...init,
      redirect: init?.redirect === 'manual' ? 'manual' : 'error',
    });
    if (request.method !== 'GET')
      throw new TypeError(`Vitrine's workers may send only GET requests, not ${request.method}`);
    const { origin, protocol } = new URL(request.url);
    if (!allowed.has(origin) && !['blob:', 'data:'].includes(protocol))
      throw new TypeError(`requests to ${origin} are not allowed here`);
    return native(request);
  };
  return (addresses) => {
    for (const address of addresses) allowed.add(new URL(address).origin);
  };
}

/** Removes a property from an object and from its prototypes, where browsers keep most of them. */
function remove(object: object | null, name: string): void {
  for (let one = object; one; one = Object.getPrototypeOf(one) as object | null)
    Reflect.deleteProperty(one, name);
}
