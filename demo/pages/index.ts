import { cartPage, thanksPage } from './cart.ts';
import { categoryPage } from './category.ts';
import { homePage } from './home.ts';
import { howPage } from './how.ts';
import { layout, type SentPage } from './layout.ts';
import { missingPage } from './missing.ts';
import { productPage } from './product.ts';
import type { PageParts, PageRequest } from './request.ts';
import { searchPage } from './search.ts';
import { tastePage } from './taste.ts';

/** The shop's pages, by the first part of their address. */
const PAGES: Readonly<Record<string, (request: PageRequest, name: string) => PageParts | undefined>> = {
  '': homePage,
  category: categoryPage,
  product: productPage,
  search: searchPage,
  cart: cartPage,
  thanks: thanksPage,
  taste: tastePage,
  how: howPage,
};

/** Makes the page for an address. undefined if the address is none of the shop's, such as that of a script. */
export function pageOf(request: PageRequest): SentPage | undefined {
  const [, section = '', ...rest] = request.path.split('/');
  const page = Object.hasOwn(PAGES, section) ? PAGES[section] : undefined;
  if (!page)
    return request.path.includes('.') || section.startsWith('@') || section === 'examples'
      ? undefined
      : layout(request, missingPage());
  return layout(request, page(request, rest.join('/')) ?? missingPage());
}
