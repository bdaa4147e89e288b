/**
 * Hears what is pushed to a data layer, from its beginning: what lies in it already first, then every push. The layer
 * works as it did: the push that was there is called first, with its own `this`, and its result is handed on.
 *
 * @param heard Must not throw. Its argument says whether the entry was there before.
 * @returns The way to stop.
 */
export function tap(layer: unknown[], heard: (entry: unknown, before: boolean) => void): () => void {
  let listening = true;
  const before = layer.slice();
  const { push } = layer;
  const own = Object.getOwnPropertyDescriptor(layer, 'push');
  function heardPush(this: unknown, ...entries: unknown[]): number {
    const length = Reflect.apply(push, this ?? layer, entries) as number;
    if (listening) for (const entry of entries) heard(entry, false);
    return length;
  }
  // Not enumerable, for who goes through the layer with `for in`.
  Object.defineProperty(layer, 'push', {
    value: heardPush,
    writable: true,
    configurable: true,
    enumerable: false,
  });
  for (const entry of before) heard(entry, true);
  return () => {
    listening = false;
    if (layer.push !== heardPush) return; // who wrapped it after us calls us: it cannot be taken out
    if (own) Object.defineProperty(layer, 'push', own);
    else Reflect.deleteProperty(layer, 'push');
  };
}

/** The page's data layer; made where there is none yet, as its own snippet does. */
export function layerOf(name: string): unknown[] {
  const scope = window as unknown as Record<string, unknown>;
  const layer = scope[name];
  if (Array.isArray(layer)) return layer as unknown[];
  // Something else under that name is not ours to replace.
  return layer === undefined ? ((scope[name] = [] as unknown[]) as unknown[]) : [];
}

/** The words of a gtag call: `arguments` as they are, or an array of them. */
export function commandOf(entry: unknown): readonly unknown[] | undefined {
  if (Array.isArray(entry)) return entry;
  const isArguments = Object.prototype.toString.call(entry) === '[object Arguments]';
  return isArguments ? Array.from(entry as ArrayLike<unknown>) : undefined;
}
