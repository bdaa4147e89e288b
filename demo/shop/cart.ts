const KEY = 'paper-and-oak cart';

/** The quantity of each product, by product id. The cart lasts for one visit. */
export function readCart(): Map<string, number> {
  try {
    return new Map(JSON.parse(sessionStorage.getItem(KEY) ?? '[]') as [string, number][]);
  } catch {
    return new Map(); // the entry is damaged
  }
}

/** Sets the quantity of a product. 0 removes the product. */
export function putInCart(id: string, quantity: number): void {
  const cart = readCart();
  if (quantity > 0) cart.set(id, quantity);
  else cart.delete(id);
  write(cart);
}

export function emptyCart(): void {
  write(new Map());
}

export function showCartCount(): void {
  const count = [...readCart().values()].reduce((sum, quantity) => sum + quantity, 0);
  document.querySelector('#cart-count')!.textContent = String(count);
}

function write(cart: ReadonlyMap<string, number>): void {
  sessionStorage.setItem(KEY, JSON.stringify([...cart]));
  showCartCount();
}
