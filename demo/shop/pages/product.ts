import type { EventName } from 'vitrine';
import { putInCart, readCart } from '../cart.ts';
import { catalogue, categoryPath, money } from '../catalogue.ts';
import { h } from '../h.ts';
import { productImage } from '../image.ts';
import { shelfView } from '../shelf.ts';
import { boughtTogether } from './bought-together.ts';
import { missingPage } from './missing.ts';
import type { Page, PageContext } from './page.ts';

export async function productPage({ recommender }: PageContext, id: string): Promise<Page> {
  const product = (await catalogue()).get(id);
  if (!product) return missingPage();
  const track = async (name: EventName) => {
    await (await recommender).track(name, { items: [{ item_id: id }] });
  };
  void track('view_item');
  const { title, category, price, orders } = product;
  const said = h('p', { class: 'quiet', role: 'status' });
  const add = () => {
    putInCart(id, (readCart().get(id) ?? 0) + 1);
    said.textContent = 'It is in your cart.';
    void track('add_to_cart');
  };
  const related = shelfView(recommender, 'Related products', { model: 'related-products', objectIDs: [id] });
  const together = boughtTogether(recommender, [id]);
  const recent = shelfView(recommender, 'Recently viewed', { model: 'recently-viewed', exclude: [id] });
  return {
    title,
    content: [
      h(
        'article',
        { class: 'product' },
        productImage(id, category),
        h(
          'div',
          { class: 'product-facts' },
          h('a', { class: 'quiet', href: categoryPath(category) }, category),
          h('h1', {}, title),
          h('p', { class: 'price' }, money.format(price)),
          h('button', { type: 'button', class: 'primary', onclick: add }, 'Add to cart'),
          said,
          h(
            'p',
            { class: 'quiet' },
            `Ordered ${orders} ${orders === 1 ? 'time' : 'times'}. Ships within two days.`,
          ),
        ),
      ),
      together.element,
      related.element,
      recent.element,
    ],
    shelves: [together, related, recent],
  };
}
