import type { EventName } from 'vitrine';
import { emptyCart, putInCart, readCart } from '../cart.ts';
import { catalogue, money, productPath } from '../catalogue.ts';
import { h } from '../h.ts';
import { productImage } from '../image.ts';
import { boughtTogether } from './bought-together.ts';
import type { Page, PageContext } from './page.ts';

export async function cartPage(context: PageContext): Promise<Page> {
  const { recommender, go } = context;
  const products = await catalogue();
  const lines = [...readCart()].flatMap(([id, quantity]) => {
    const product = products.get(id);
    return product ? [{ ...product, quantity }] : [];
  });
  if (lines.length === 0) {
    return {
      title: 'Cart',
      content: [h('h1', {}, 'Your cart'), h('p', { class: 'quiet' }, 'There is nothing in it yet.')],
    };
  }
  const track = async (name: EventName, ids: readonly string[]) => {
    await (await recommender).track(name, { items: ids.map((id) => ({ item_id: id })) });
  };
  const change = (id: string, quantity: number) => {
    putInCart(id, quantity);
    if (quantity === 0) void track('remove_from_cart', [id]);
    go('/cart');
  };
  const checkOut = async () => {
    await track(
      'purchase',
      lines.map(({ id }) => id),
    );
    emptyCart();
    go('/thanks');
  };
  const rows = lines.map(({ id, title, category, price, quantity }) =>
    h(
      'li',
      { class: 'cart-row' },
      productImage(id, category),
      h('a', { href: productPath(id) }, title),
      h('input', {
        type: 'number',
        min: 1,
        max: 99,
        value: quantity,
        'aria-label': `Quantity of ${title}`,
        onchange: (event) => {
          change(id, Math.max(1, Math.floor((event.target as HTMLInputElement).valueAsNumber) || 1));
        },
      }),
      h('b', {}, money.format(price * quantity)),
      h(
        'button',
        {
          type: 'button',
          class: 'plain',
          onclick: () => {
            change(id, 0);
          },
          'aria-label': `Remove ${title}`,
        },
        'Remove',
      ),
    ),
  );
  const together = boughtTogether(recommender);
  const total = lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  return {
    title: 'Cart',
    content: [
      h('h1', {}, 'Your cart'),
      h('ul', { class: 'cart' }, ...rows),
      h('p', { class: 'price' }, `Total ${money.format(total)}`),
      h('button', { type: 'button', class: 'primary', onclick: () => void checkOut() }, 'Check out'),
      together.element,
    ],
    shelves: [together],
  };
}

export function thanksPage({ recommender }: PageContext): Page {
  const together = boughtTogether(recommender);
  return {
    title: 'Thank you',
    content: [
      h('h1', {}, 'Thank you'),
      h('p', {}, 'This is a demo: nothing was ordered. ', h('a', { href: '/' }, 'Go on looking'), '.'),
      together.element,
    ],
    shelves: [together],
  };
}
