/** Ways out of a worker that Vitrine does not need. */
const UNUSED = ['XMLHttpRequest', 'WebSocket', 'WebSocketStream', 'EventSource', 'WebTransport'];

/**
 * Leaves a worker one way to the network: GET requests without a body, to the origins allowed. Bundled libraries are
 * restricted too (onnxruntime fetches its own WebAssembly). A Content-Security-Policy of the worker's host says the
 * same; this holds also if the host sends none.
 *
 * @param script The worker's `import.meta.url`, whose origin is allowed.
 * @returns A function that allows the origins of more addresses.
 */
export function restrictNetwork(script: string): (addresses: readonly string[]) => void {
  const allowed = new Set([new URL(script).origin]);
  const scope = self as unknown as Record<string, unknown>;
  for (const name of UNUSED) Reflect.deleteProperty(scope, name);
  const native = self.fetch.bind(self); // eslint-disable-line no-restricted-properties -- to be guarded
  scope['fetch'] = async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init);
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
