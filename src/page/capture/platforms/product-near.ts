import { idOf, NO_TEXTS, pageItem, type PageItem } from '../item.ts';
import { parseUrl } from '../../../wire/parse-url.ts';
import { readCartForm } from './cart-form.ts';

/** The attributes in which platforms write which product an element is of, the likeliest first. */
const ATTRIBUTES = [
  'data-variation_id',
  'data-product_id',
  'data-product-id',
  'data-id-product',
  'data-product_sku',
  'data-product-sku',
];
const MARKED = ATTRIBUTES.map((name) => `[${name}]`).join();

/** What stands around one product of several: a card, a line of the cart. */
const CARD =
  'li, tr, article, [class*="card"], [class*="cart-item"], [class*="line-item"], [class*="product-item"], [class*="product-box"], [class*="miniature"]';
const MAX_LINKS = 50;

/** The product that an element is of, such as a button: what its attributes, its form and the card around it say. */
export function productNear(element: Element): PageItem | undefined {
  const marked = element.closest(MARKED);
  const ids = ATTRIBUTES.map((name) => idOf(marked?.getAttribute(name)));
  const form = element.closest('form');
  const ofForm = form ? readCartForm(form, element) : undefined;
  return pageItem(
    [...(ofForm ? [ofForm.item_id, ...(ofForm.also ?? [])] : []), ...ids, addressNear(element)],
    NO_TEXTS,
  );
}

/** The address of the product that an element is of: the one that its card links to, else the page's own. */
export function addressNear(element: Element): string {
  for (let card = element.closest(CARD); card; card = card.parentElement?.closest(CARD) ?? null) {
    const links = [...card.querySelectorAll('a[href]')].slice(0, MAX_LINKS);
    const address = only(links) ?? only(links.filter((link) => link.querySelector('img')));
    if (address !== undefined) return address;
    if (links.length > 0) break;
  }
  return location.pathname;
}

/** The address of links, if all lead to one page. */
function only(links: readonly Element[]): string | undefined {
  const paths = links.flatMap((link) => {
    const url = parseUrl(link.getAttribute('href')!, document.baseURI);
    // `?add-to-cart=1` is a button.
    const isElsewhere = url?.origin === location.origin && url.pathname !== location.pathname;
    return isElsewhere && !/cart|basket|wishlist|compare/.test(url.pathname + url.search)
      ? [url.pathname]
      : [];
  });
  const [first, ...others] = new Set(paths);
  return others.length === 0 ? first : undefined;
}
