import type { Line } from './kept.ts';

type Name = 'add_to_cart' | 'remove_from_cart' | 'add_to_wishlist' | 'purchase';

interface Pushed {
  readonly event?: Name;
  readonly ecommerce: object | null;
}

declare global {
  interface Window {
    dataLayer?: { push(...entries: Pushed[]): unknown };
  }
}

/** Tells what happened as shops with Google Analytics do: Vitrine reads it from the data layer. */
export function tell(event: Name, lines: readonly Omit<Line, 'quantity'>[], more: object = {}): void {
  const items = lines.map(({ id, title, price, ...line }) => ({
    item_id: id,
    item_name: title,
    price,
    quantity: 'quantity' in line ? line.quantity : 1,
  }));
  const layer = (window.dataLayer ??= [] as Pushed[]);
  layer.push({ ecommerce: null }, { event, ecommerce: { ...more, items } });
}
