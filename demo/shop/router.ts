import { cartPage, thanksPage } from './pages/cart.ts';
import { categoryPage } from './pages/category.ts';
import { homePage } from './pages/home.ts';
import { missingPage } from './pages/missing.ts';
import type { Page, PageContext } from './pages/page.ts';
import { privacyPage } from './pages/privacy.ts';
import { productPage } from './pages/product.ts';
import { searchPage } from './pages/search.ts';

/** Creates the page for an address. */
export function pageOf(url: URL, context: PageContext): Promise<Page> | Page {
  const [, section, name] = url.pathname.split('/').map(decodeURIComponent);
  switch (section) {
    case '':
      return homePage(context);
    case 'product':
      return productPage(context, name ?? '');
    case 'category':
      return categoryPage(name ?? '');
    case 'search':
      return searchPage(context, url.searchParams.get('q') ?? '');
    case 'cart':
      return cartPage(context);
    case 'thanks':
      return thanksPage(context);
    case 'privacy':
      return privacyPage();
    default:
      return missingPage();
  }
}

/**
 * Calls back when a link within the shop is clicked, instead of letting the browser load the page: so the visit's history
 * stays in memory.
 */
export function onNavigate(go: (path: string) => void): void {
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest('a');
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (
      !link ||
      !plain ||
      link.origin !== location.origin ||
      link.hash ||
      link.target ||
      event.defaultPrevented
    )
      return;
    event.preventDefault();
    go(link.pathname + link.search);
  });
}
