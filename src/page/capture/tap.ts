/** Milliseconds between two looks at a layer whose `push` cannot be replaced. */
const POLL = 500;

/**
 * Reads a data layer: first the entries that it has, then each entry that is pushed. The layer works as before: its own
 * `push` is called first, with its own `this`, and its result is returned.
 *
 * @param receive Takes an entry, and whether it was there before. Must not throw.
 * @returns A function that stops it.
 */
export function tap(layer: unknown[], receive: (entry: unknown, before: boolean) => void): () => void {
  let listening = true;
  const before = layer.slice();
  const { push } = layer;
  const own = Object.getOwnPropertyDescriptor(layer, 'push');
  function tappedPush(this: unknown, ...entries: unknown[]): number {
    const length = Reflect.apply(push, this ?? layer, entries) as number;
    if (listening) for (const entry of entries) receive(entry, false);
    return length;
  }
  const tapped = define(layer, { value: tappedPush, writable: true, configurable: true, enumerable: false });
  const stopPolling = tapped ? undefined : poll(layer, receive);
  for (const entry of before) receive(entry, true);
  return () => {
    listening = false;
    stopPolling?.();
    if (layer.push !== tappedPush) return; // another script has wrapped it since, and calls it: it cannot be removed
    if (own) define(layer, own);
    else Reflect.deleteProperty(layer, 'push');
  };
}

/** @returns Whether the layer took it: a sealed one does not, and one that is a proxy may throw. */
function define(layer: unknown[], descriptor: PropertyDescriptor): boolean {
  try {
    // Without a prototype, because a page may have given all objects a `get`.
    return Reflect.defineProperty(layer, 'push', Object.assign(Object.create(null), descriptor) as object);
  } catch {
    return false;
  }
}

/** Looks now and then for entries that were added behind those that the layer has now. */
function poll(layer: unknown[], receive: (entry: unknown, before: boolean) => void): () => void {
  let read = layer.length;
  const timer = setInterval(() => {
    for (const entry of layer.slice(read)) receive(entry, false);
    read = layer.length;
  }, POLL);
  return () => {
    clearInterval(timer);
  };
}

/** The page's data layer. Creates it if there is none yet, as the data layer's own snippet does. */
export function layerOf(name: string): unknown[] {
  const scope = window as unknown as Record<string, unknown>;
  const layer = scope[name];
  if (Array.isArray(layer)) return layer as unknown[];
  // Another value under that name belongs to the page: it stays.
  return layer === undefined ? ((scope[name] = [] as unknown[]) as unknown[]) : [];
}

/** The arguments of a gtag call: an `arguments` object, or an array. */
export function commandOf(entry: unknown): readonly unknown[] | undefined {
  if (Array.isArray(entry)) return entry;
  const isArguments = Object.prototype.toString.call(entry) === '[object Arguments]';
  return isArguments ? Array.from(entry as ArrayLike<unknown>) : undefined;
}
