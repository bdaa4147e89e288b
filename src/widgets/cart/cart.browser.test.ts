import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Recommender, Shelf, ShelfItem } from '../../types.ts';
import '../define.ts';

const item = (objectID: string, fields: Partial<ShelfItem> = {}): ShelfItem => ({
  objectID,
  title: `Title of ${objectID}`,
  url: `https://shop.example/products/${objectID}-handle`,
  _score: 1,
  reasons: [],
  ...fields,
});

type Answer = (body: string) => { readonly status?: number; readonly json: unknown };

/** A shop that answers these addresses, each begun by its method. What it was asked comes as `asked`. */
function shop(answers: Readonly<Record<string, Answer>>) {
  const asked: string[] = [];
  vi.spyOn(window, 'fetch').mockImplementation((input, { method = 'GET', body } = {}) => {
    const { origin, pathname, search } = input as URL;
    expect(origin).toBe(location.origin);
    const text = body instanceof URLSearchParams ? body.toString() : ((body as string | undefined) ?? '');
    asked.push(`${method} ${pathname}${search}${text && ` ${text}`}`);
    const { status = 200, json } = answers[`${method} ${pathname}${search}`]?.(text) ?? {
      status: 404,
      json: {},
    };
    return Promise.resolve(new Response(JSON.stringify(json), { status }));
  });
  return asked;
}

/** A shelf, with what it tracked and fired. */
async function mount(attributes: string, items: readonly ShelfItem[]) {
  document.body.innerHTML = `<vitrine-shelf actions="cart" ${attributes}></vitrine-shelf>`;
  await customElements.whenDefined('vitrine-shelf');
  const shelf = document.querySelector('vitrine-shelf')!;
  const answer: Shelf = { queryID: 'q', backend: 'js', images: 'none', personal: false, items, ms: 0 };
  const tracked: unknown[] = [];
  shelf.recommender = {
    recommend: () => Promise.resolve(answer),
    track: (name: string, { items: of }: { items: { item_id: string }[] }) => {
      tracked.push([name, ...of.map(({ item_id }) => item_id)].join(' '));
      return Promise.resolve();
    },
    images: () => Promise.resolve({ mode: 'none', images: new Map() }),
    on: () => () => undefined,
  } as unknown as Recommender;
  await new Promise((resolve) => {
    shelf.addEventListener('vitrine-show', resolve, { once: true });
  });
  const inside = (selector: string) => shelf.shadowRoot!.querySelector<HTMLElement>(selector)!;
  const added: unknown[] = [];
  shelf.addEventListener('vitrine-added', ({ detail }) => added.push(detail.answer));
  return {
    shelf,
    tracked,
    added,
    press: () => {
      inside('[part=add-to-cart]').click();
    },
    button: () => inside('[part=add-to-cart]'),
    status: () => inside('[role=status]').textContent,
    inside,
  };
}

afterEach(() => {
  vi.restoreAllMocks();
  document.body.innerHTML = '';
  for (const name of ['Shopify', 'jQuery', 'wc_add_to_cart_params']) Reflect.deleteProperty(window, name);
});

describe('a Shopify cart', () => {
  it('gets the variant that the item’s address names, by the shop’s own origin and language', async () => {
    Object.assign(window, { Shopify: { routes: { root: '/de/' } } });
    const asked = shop({ 'POST /de/cart/add.js': () => ({ json: { items: [] } }) });
    const url = 'https://shop.example/products/mug?variant=42';
    const { tracked, added, press, status, button } = await mount('cart="shopify"', [item('sku', { url })]);
    press();
    await vi.waitFor(() => {
      expect(status()).toBe('Added to the cart');
    });
    expect(asked).toEqual(['POST /de/cart/add.js {"items":[{"id":42,"quantity":1}]}']);
    expect([tracked, added]).toEqual([['add_to_cart sku'], [{ items: [] }]]);
    expect(button().classList.contains('done')).toBe(true);
  });

  it.each([
    ['the only one', [{ id: 7, sku: 'x' }], {}, 7],
    ['the one with its SKU', [{ id: 7 }, { id: 8, sku: 'a' }], {}, 8],
    ['the one with another of its ids', [{ id: 7 }, { id: 8 }], { ids: ['8'] }, 8],
  ])('gets of a product’s variants %s', async (_, variants, fields, id) => {
    const asked = shop({
      'GET /products/a-handle.js': () => ({ json: { id: 1, variants } }),
      'POST /cart/add.js': () => ({ json: {} }),
    });
    const { press, tracked } = await mount('cart="shopify"', [item('a', fields)]);
    press();
    await vi.waitFor(() => {
      expect(tracked).toEqual(['add_to_cart a']);
    });
    expect(asked.at(-1)).toBe(`POST /cart/add.js {"items":[{"id":${id},"quantity":1}]}`);
  });

  it('is filled by the page’s standard action, if there is one', async () => {
    const updateCart = vi.fn(() => Promise.resolve({ cart: {}, userErrors: [] }));
    Object.assign(window, { Shopify: { actions: { updateCart } } });
    const asked = shop({});
    const { press, added } = await mount('cart="shopify"', [item('shopify_DE_1_42', { url: '' })]);
    press();
    await vi.waitFor(() => {
      expect(added).toHaveLength(1);
    });
    expect(asked).toEqual([]);
    expect(updateCart).toHaveBeenCalledWith({
      lines: [{ merchandiseId: 'gid://shopify/ProductVariant/42', quantity: 1 }],
    });
  });

  it.each([
    ['the shop refuses', { 'POST /cart/add.js': () => ({ status: 422, json: { description: 'sold out' } }) }],
    [
      'no variant is the item',
      { 'GET /products/a-handle.js': () => ({ json: { variants: [{ id: 1 }, { id: 2 }] } }) },
    ],
  ])('is not said to be filled, nor tracked, if %s', async (_, answers) => {
    const warned = vi.spyOn(console, 'warn').mockReturnValue();
    shop({ 'GET /products/a-handle.js': () => ({ json: { variants: [{ id: 1 }] } }), ...answers });
    const { press, status, tracked, added, button } = await mount('cart="shopify"', [item('a')]);
    press();
    await vi.waitFor(() => {
      expect(status()).toMatch(/did not work/);
    });
    expect([tracked, added, button().classList.contains('done')]).toEqual([[], [], false]);
    expect(warned).toHaveBeenCalledOnce();
  });
});

describe('a WooCommerce cart', () => {
  it('gets the product with the SKU, and its theme hears of it', async () => {
    const trigger = vi.fn();
    Object.assign(window, {
      jQuery: () => ({ trigger }),
      wc_add_to_cart_params: { wc_ajax_url: '/s/?wc-ajax=%%endpoint%%' },
    });
    const asked = shop({
      'GET /wp-json/wc/store/v1/products?sku=12': () => ({ json: [] }),
      'GET /wp-json/wc/store/v1/products?sku=12&type=variation': () => ({ json: [{ id: 99, sku: '12' }] }),
      'POST /s/?wc-ajax=add_to_cart': () => ({ json: { fragments: { a: 'b' }, cart_hash: 'h' } }),
    });
    const { press, tracked } = await mount('cart="woocommerce"', [item('12')]);
    press();
    await vi.waitFor(() => {
      expect(trigger).toHaveBeenCalledWith('added_to_cart', [{ a: 'b' }, 'h']);
    });
    expect(asked.at(-1)).toBe('POST /s/?wc-ajax=add_to_cart product_id=99&quantity=1');
    expect(tracked).toEqual(['add_to_cart 12']);
  });

  it('gets a product without a SKU by its number, and is not filled if it refuses', async () => {
    vi.spyOn(console, 'warn').mockReturnValue();
    const none = () => ({ json: [] });
    const asked = shop({
      'GET /wp-json/wc/store/v1/products?sku=gla_5': none,
      'GET /wp-json/wc/store/v1/products?sku=gla_5&type=variation': none,
      'POST /?wc-ajax=add_to_cart': () => ({ json: { error: true, product_url: '/p' } }),
    });
    const { press, tracked, status } = await mount('cart="woocommerce"', [item('gla_5')]);
    press();
    await vi.waitFor(() => {
      expect(status()).toMatch(/did not work/);
    });
    expect(asked.at(-1)).toBe('POST /?wc-ajax=add_to_cart product_id=5&quantity=1');
    expect(tracked).toEqual([]);
  });
});

describe('the cart of a shelf', () => {
  it('is left alone without the attribute, and if a listener says that it does everything itself', async () => {
    const asked = shop({});
    const plain = await mount('', [item('a')]);
    plain.press();
    await vi.waitFor(() => {
      expect(plain.status()).toBe('Added to the cart');
    });
    expect(plain.tracked).toEqual(['add_to_cart a']);
    const prevented = await mount('cart="shopify"', [item('a')]);
    prevented.shelf.addEventListener('vitrine-cart', (event) => {
      event.preventDefault();
    });
    prevented.press();
    await vi.waitFor(() => {
      expect(prevented.status()).toBe('Added to the cart');
    });
    expect([asked, prevented.tracked, prevented.added]).toEqual([[], [], []]);
  });

  it('gets a whole set at once', async () => {
    const asked = shop({ 'POST /cart/add.js': () => ({ json: {} }) });
    const url = (id: number) => ({ url: `/products/x?variant=${id}` });
    const { inside, tracked } = await mount('cart="shopify" layout="bundle"', [
      item('a', url(1)),
      item('b', url(2)),
    ]);
    await vi.waitFor(() => {
      inside('[part=add-bundle]').click();
    });
    await vi.waitFor(() => {
      expect(tracked).toEqual(['add_to_cart a b']);
    });
    expect(asked).toEqual(['POST /cart/add.js {"items":[{"id":1,"quantity":1},{"id":2,"quantity":1}]}']);
  });

  it('is never on another origin', async () => {
    const warned = vi.spyOn(console, 'warn').mockReturnValue();
    Object.assign(window, {
      wc_add_to_cart_params: { wc_ajax_url: 'https://other.example/?wc-ajax=%%endpoint%%' },
    });
    const asked = shop({
      'GET /wp-json/wc/store/v1/products?sku=a': () => ({ json: [{ id: 1, sku: 'a' }] }),
    });
    const { press, status } = await mount('cart="woocommerce"', [item('a')]);
    press();
    await vi.waitFor(() => {
      expect(status()).toMatch(/did not work/);
    });
    expect(asked).toHaveLength(1);
    expect(String(warned.mock.calls[0])).toContain('other.example');
  });
});
