import { cartPage } from './pages/cart.ts';
import { categoryPage } from './pages/category.ts';
import { homePage } from './pages/home.ts';
import { messagePage } from './pages/message.ts';
import { productPage } from './pages/product.ts';
import type { Page, Shop } from './shop.ts';

/** The page at an address; search has its own. */
export function pageAt(path: string, shop: Shop): Page {
  const [, kind = '', name = ''] = path.split('/').map(decodeURIComponent);
  if (kind === '' || kind === 'index.html') return homePage(shop);
  if (kind === 'product') return productPage(shop, name);
  if (kind === 'category') return categoryPage(shop, name);
  if (kind === 'cart') return cartPage(shop);
  return messagePage('No such page', 'The address leads nowhere in this shop.');
}
