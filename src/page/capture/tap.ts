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
  // Not enumerable, so that `for in` over the layer does not find it.
  Object.defineProperty(layer, 'push', {
    value: tappedPush,
    writable: true,
    configurable: true,
    enumerable: false,
  });
  for (const entry of before) receive(entry, true);
  return () => {
    listening = false;
    if (layer.push !== tappedPush) return; // another script has wrapped it since, and calls it: it cannot be removed
    if (own) Object.defineProperty(layer, 'push', own);
    else Reflect.deleteProperty(layer, 'push');
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
