/** Lists that the shop keeps in the shopper's browser, by itself: Vitrine does not read them. */

/** A product in the cart or on the wish list. */
export interface Line {
  readonly id: string;
  readonly title: string;
  readonly price?: number | undefined;
  readonly currency?: string | undefined;
  readonly image?: string | undefined;
  readonly quantity: number;
}

export type ListName = 'cart' | 'wishes';

const keyOf = (name: ListName) => `demo ${name}`;

export function read(name: ListName): readonly Line[] {
  try {
    return JSON.parse(localStorage.getItem(keyOf(name)) ?? '[]') as Line[];
  } catch {
    return []; // damaged, or the browser keeps nothing
  }
}

export function write(name: ListName, lines: readonly Line[]): void {
  try {
    localStorage.setItem(keyOf(name), JSON.stringify(lines));
  } catch {
    // the browser keeps nothing: the list is empty on the next page
  }
  document.dispatchEvent(new Event('demo-kept'));
}

/** Adds one of a product. */
export function add(name: ListName, product: Omit<Line, 'quantity'>): void {
  const lines = read(name);
  const known = lines.find(({ id }) => id === product.id);
  const quantity = (known?.quantity ?? 0) + 1;
  write(
    name,
    known
      ? lines.map((line) => (line === known ? { ...line, quantity } : line))
      : [...lines, { ...product, quantity }],
  );
}

export function remove(name: ListName, id: string): void {
  write(
    name,
    read(name).filter((line) => line.id !== id),
  );
}

export const has = (name: ListName, id: string) => read(name).some((line) => line.id === id);

export function money(amount: number | undefined, currency = 'EUR'): string {
  return amount === undefined
    ? ''
    : new Intl.NumberFormat('en', { style: 'currency', currency }).format(amount);
}

export const totalOf = (lines: readonly Line[]) =>
  lines.reduce((sum, { price = 0, quantity }) => sum + price * quantity, 0);
