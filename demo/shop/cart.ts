const KEY = 'paper-and-oak-cart';

/** Product ids and how many of each, for this visit. */
export interface Cart {
  lines(): readonly (readonly [id: string, quantity: number])[];
  count(): number;
  /** Takes away if negative; a line that reaches 0 goes. */
  add(id: string, quantity: number): void;
  clear(): void;
  onChange(listener: () => void): void;
}

function read(): Map<string, number> {
  try {
    return new Map(JSON.parse(sessionStorage.getItem(KEY) ?? '[]') as [string, number][]);
  } catch {
    return new Map(); // not ours, or damaged: an empty cart
  }
}

export function openCart(): Cart {
  const quantities = read();
  const listeners: (() => void)[] = [];
  const changed = () => {
    sessionStorage.setItem(KEY, JSON.stringify([...quantities]));
    for (const listener of listeners) listener();
  };
  return {
    lines: () => [...quantities],
    count: () => [...quantities.values()].reduce((sum, quantity) => sum + quantity, 0),
    add(id, quantity) {
      const left = (quantities.get(id) ?? 0) + quantity;
      if (left > 0) quantities.set(id, left);
      else quantities.delete(id);
      changed();
    },
    clear() {
      quantities.clear();
      changed();
    },
    onChange: (listener) => listeners.push(listener),
  };
}
