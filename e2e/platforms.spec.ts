/**
 * Pages in the shape of shop platforms, with nothing tagged: what a shopper does there arrives once, by an id of the pack.
 * Their scripts are as small as the platforms' own events allow.
 */
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { makePack } from './made-pack.ts';
import { makePage, PUSHES, type Made } from './made-page.ts';
import { observe, SHOP, STRICT } from './page-server.ts';
import { CLEAN, useHosts } from './use-hosts.ts';

const hosts = useHosts(STRICT);

const JQUERY = readFileSync(new URL('../node_modules/jquery/dist/jquery.min.js', import.meta.url), 'utf8');

/** The catalogue, with the ids that feeds of these platforms have. */
const ITEMS = [
  { id: 'SHOE-BLUE', ids: ['41001'], title: 'Canvas shoe - Blue', group: '9001', url: '/products/shoe' },
  { id: 'SHOE-RED', ids: ['41002'], title: 'Canvas shoe - Red', group: '9001', url: '/products/shoe?v=2' },
  { id: 'HAT', ids: ['123'], title: 'Felt hat', url: 'https://shop.example/products/felt-hat' },
  { id: 'BAG', ids: ['456'], title: 'Leather bag', url: '/products/leather-bag' },
  { id: 'e4f1c0ffee', title: 'Wool scarf', url: '/products/wool-scarf' },
];

let pack: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
test.beforeAll(async () => {
  pack = await makePack(ITEMS);
});
test.beforeEach(() => {
  for (const [name, file] of pack) hosts.made.set(`/shop-pack/${name}`, file);
  hosts.made.set('/jquery.js', JQUERY);
});

const WITH_JQUERY = '<script src="/jquery.js"></script>';
/** The shop's Google Analytics, if it has one. */
const layer = (name: string, id: string) =>
  `gtag('event', '${name}', { items: [{ item_id: '${id}', item_name: 'A name' }] });`;

/** Opens a page of a shop, and waits until capture listens. */
async function open(page: Page, address: string, made: Made) {
  const seen = await observe(page);
  makePage(hosts, 'shop', { attributes: 'data-pack="/shop-pack/manifest.json"', ...made });
  hosts.made.set(address, hosts.made.get('/shop.html')!);
  const listens = page.waitForResponse(/vitrine-listen/);
  await page.goto(`${SHOP}${address}`);
  await listens;
  await page.waitForTimeout(500); // it runs once it is here
  return seen;
}

const events = (page: Page) =>
  page.evaluate(async () => {
    const { events } = await (await window.vitrine!).profile();
    return events.map(({ name, ids, term }) => [name, ...ids, term ?? ''].join(' ').trim());
  });

/** Waits for events, and then for others that would be too many. */
async function expectOnly(page: Page, lines: readonly string[]): Promise<void> {
  await expect.poll(() => events(page), { timeout: 15_000 }).toEqual(lines);
  await page.waitForTimeout(3000);
  expect(await events(page)).toEqual(lines);
}

test.describe('Shopify', () => {
  const payload = (context: string | null, id: number, handle: string, title: string, variant?: number) =>
    JSON.stringify({
      product: { id, handle, title, selectedVariant: variant === undefined ? null : { id: variant } },
      context,
      selectedOptions: [],
    });
  const SHOE = payload(null, 9001, 'shoe', 'Canvas shoe', 41002);
  const HAT = payload('recommendation', 555, 'felt-hat', 'Felt hat');
  const LD = { '@context': 'https://schema.org', '@type': 'ProductGroup', name: 'Canvas shoe' };
  const BODY = `
    <product-component view-event-payload='${SHOE}'>
      <h1>Canvas shoe</h1>
      <form action="/cart/add" method="post"><input type="hidden" name="id" value="41002"><button>Add to cart</button></form>
    </product-component>
    <product-card view-event-payload='${HAT}'><a href="/products/felt-hat">Felt hat</a></product-card>`;
  /** As the theme Horizon: a view when the element is on the page; a change of the cart with a promise of its result. */
  const theme = (result: string, more = '') => `
    window.Shopify = {};
    class Told extends Event { constructor(name, told) { super(name, { bubbles: true }); Object.assign(this, told); } }
    window.tell = (name, told, target = document) => void target.dispatchEvent(new Told('shopify:' + name, told));
    class Viewed extends HTMLElement {
      connectedCallback() { setTimeout(() => tell('product:view', JSON.parse(this.getAttribute('view-event-payload')), this)); }
    }
    customElements.define('product-component', Viewed);
    customElements.define('product-card', class extends Viewed {});
    document.addEventListener('submit', (event) => {
      event.preventDefault();
      const merchandiseId = 'gid://shopify/ProductVariant/' + new FormData(event.target).get('id');
      const promise = new Promise((resolve, reject) => setTimeout(() => { ${result} }, 1500));
      promise.catch(() => undefined);
      tell('cart:lines-update', { action: 'add', context: 'product', lines: [{ merchandiseId, quantity: 2 }], promise }, event.target);
    });
    ${more}`;
  const DONE = 'resolve({ cart: { lines: [] } });';
  const shoe = async (page: Page, script: string) =>
    open(page, '/products/shoe', {
      head: `<script type="application/ld+json">${JSON.stringify(LD)}</script>`,
      body: BODY,
      script,
    });

  test('a product page and its button give one view and one change of the cart', async ({ page }) => {
    const seen = await shoe(page, theme(DONE));
    await page.getByRole('button').click();
    await expectOnly(page, ['view_item SHOE-RED', 'add_to_cart SHOE-RED']);
    expect(seen).toEqual(CLEAN);
  });

  test('with Google Analytics beside it, each still counts once', async ({ page }) => {
    const own = `${PUSHES} ${layer('view_item', 'shopify_US_9001_41002')}
      document.addEventListener('click', () => setTimeout(() => { ${layer('add_to_cart', 'shopify_US_9001_41002')} }, 1800));`;
    await shoe(page, theme(DONE, own));
    await page.getByRole('button').click();
    await expectOnly(page, ['view_item SHOE-RED', 'add_to_cart SHOE-RED']);
  });

  for (const [what, result] of [
    ['Shopify refuses', 'resolve({ cart: {}, userErrors: [{ message: "Sold out" }] });'],
    ['the theme calls an error', 'resolve({ cart: {}, detail: { didError: true } });'],
    ['does not go through', 'reject(new Error("offline"));'],
  ] as const)
    test(`a change of the cart that ${what} is none`, async ({ page }) => {
      await shoe(page, theme(result));
      await page.getByRole('button').click();
      await page.waitForTimeout(1500);
      await expectOnly(page, ['view_item SHOE-RED']);
    });

  test('a quick view is a view, a card in sight is none; a line taken out and a search count once', async ({
    page,
  }) => {
    await open(page, '/collections/all', { script: theme(DONE), body: '<h1>All</h1>' });
    await page.evaluate(
      ([card, dialog]) => {
        const { tell } = window as unknown as { tell: (name: string, told: object) => void };
        tell('product:view', JSON.parse(card!) as object);
        tell('product:view', JSON.parse(dialog!) as object);
        tell('cart:lines-update', {
          action: 'remove',
          context: 'cart',
          lines: [{ id: 'gid://shopify/CartLine/41001:c0ffee', quantity: 0 }],
          promise: Promise.resolve({ cart: null }),
        });
        for (const query of ['f', 'fe', 'felt']) tell('search:update', { search: { query } });
      },
      [payload('collection', 9001, 'shoe', 'Canvas shoe'), payload('dialog', 555, 'felt-hat', 'Felt hat')],
    );
    await expectOnly(page, ['view_item HAT', 'search felt', 'remove_from_cart SHOE-BLUE']);
  });

  test('a theme without standard events: its form counts', async ({ page }) => {
    const script = `window.Shopify = {}; document.addEventListener('submit', (event) => event.preventDefault());`;
    await open(page, '/products/shoe', { body: BODY, script });
    await page.getByRole('button').click();
    await expectOnly(page, ['view_item SHOE-RED', 'add_to_cart SHOE-RED']);
  });
});

test.describe('WooCommerce', () => {
  const BODY = `<ul class="products"><li class="product"><a href="/products/felt-hat"><img alt="Felt hat"></a>
    <a href="?add-to-cart=123" class="button add_to_cart_button ajax_add_to_cart" data-product_id="123" data-product_sku="hat-1" role="button">Add to cart</a></li></ul>
    <table><tr><td><a href="?remove_item=1" class="remove" data-product_id="456" role="button">Remove</a></td></tr></table>`;
  const shop = (more = '') => `
    document.addEventListener('DOMContentLoaded', () => {
      const $ = jQuery;
      $('.ajax_add_to_cart').on('click', (event) => {
        event.preventDefault();
        const button = $(event.currentTarget);
        setTimeout(() => {
          $(document.body).trigger('added_to_cart', [{}, 'hash', button]);
          document.body.dispatchEvent(new CustomEvent('wc-blocks_added_to_cart', { bubbles: true }));
        }, 700);
      });
      $('.remove').on('click', (event) => {
        event.preventDefault();
        $(document.body).trigger('removed_from_cart', [{}, 'hash', $(event.currentTarget)]);
      });
      ${more}
    });`;

  test('a button of a list and one of the mini cart count once', async ({ page }) => {
    const seen = await open(page, '/shop', { head: WITH_JQUERY, body: BODY, script: shop() });
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.waitForTimeout(1000);
    await page.getByRole('button', { name: 'Remove' }).click();
    await expectOnly(page, ['add_to_cart HAT', 'remove_from_cart BAG']);
    expect(seen).toEqual(CLEAN);
  });

  test('with GTM4WP beside it, it counts once', async ({ page }) => {
    const own = `$('.ajax_add_to_cart').on('click', () => dataLayer.push({
      event: 'gtm4wp.addProductToCartEEC', ecommerce: { items: [{ item_id: 'HAT' }] } }));`;
    await open(page, '/shop', { head: WITH_JQUERY, body: BODY, script: `${PUSHES} ${shop(own)}` });
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await expectOnly(page, ['add_to_cart HAT']);
  });

  test('a form that loads the page anew counts on the next page', async ({ page }) => {
    const body = `<h1>Leather bag</h1><form class="cart" action="/products/leather-bag" method="post">
      <input name="quantity" value="2"><button name="add-to-cart" value="456">Add to cart</button></form>`;
    await open(page, '/products/leather-bag', { head: WITH_JQUERY, body });
    await Promise.all([page.waitForNavigation(), page.getByRole('button').click()]);
    await page.evaluate(async () => void (await window.vitrine));
    await expectOnly(page, ['add_to_cart BAG']);
  });

  test('a block says no product: the button says it', async ({ page }) => {
    const body = `<div class="woocommerce"><button data-product_id="456" class="wc-block-components-product-button__button">Add to cart</button></div>`;
    const script = `document.addEventListener('click', () => setTimeout(() =>
      document.body.dispatchEvent(new CustomEvent('wc-blocks_added_to_cart', { bubbles: true })), 300));`;
    await open(page, '/shop', { body, script });
    await page.getByRole('button').click();
    await expectOnly(page, ['add_to_cart BAG']);
  });
});

test.describe('Magento', () => {
  const BODY = `<form data-role="tocart-form" data-product-sku="HAT" action="/checkout/cart/add/product/123" method="post">
    <input type="hidden" name="product" value="123"><button>Add to Cart</button></form>`;
  const luma = (response: string) => `
    document.addEventListener('submit', (event) => {
      event.preventDefault();
      setTimeout(() => jQuery(document).trigger('ajax:addToCart', {
        sku: 'HAT', productIds: ['123'], productInfo: [{ id: '123' }], form: jQuery(event.target), response: ${response} }), 900);
    });`;

  test('its own events count once', async ({ page }) => {
    await open(page, '/hats', { head: WITH_JQUERY, body: BODY, script: luma('{}') });
    await page.getByRole('button').click();
    await page.waitForTimeout(3000);
    await page.evaluate(() => {
      const { jQuery } = window as unknown as {
        jQuery: (target: unknown) => { trigger: (name: string, data: object) => void };
      };
      jQuery(document).trigger('ajax:removeFromCart', { productIds: ['456'] });
    });
    await expectOnly(page, ['add_to_cart HAT', 'remove_from_cart BAG']);
  });

  test('a shopper who is sent to the product for its options has added nothing', async ({ page }) => {
    await open(page, '/hats', { head: WITH_JQUERY, body: BODY, script: luma(`{ backUrl: '/hat' }`) });
    await page.getByRole('button').click();
    await page.waitForTimeout(2000);
    await expectOnly(page, []);
  });
});

test('Shopware: its forms count, also the one that takes a line out', async ({ page }) => {
  const body = `<form action="/checkout/line-item/add" method="post" data-add-to-cart="true">
      <input type="hidden" name="lineItems[e4f1c0ffee][id]" value="e4f1c0ffee"><input type="hidden" name="lineItems[e4f1c0ffee][quantity]" value="1">
      <button>Add to shopping cart</button></form>
    <div data-off-canvas-cart="true"><form action="/checkout/line-item/delete/e4f1c0ffee" method="post"><button>Remove</button></form></div>`;
  const script = `window.PluginManager = {}; document.addEventListener('submit', (event) => event.preventDefault());`;
  await open(page, '/scarf', { body, script });
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('button', { name: 'Remove' }).click();
  await expectOnly(page, ['add_to_cart e4f1c0ffee', 'remove_from_cart e4f1c0ffee']);
});

test('PrestaShop: its own events count once', async ({ page }) => {
  const body = `<article class="product-miniature" data-id-product="123"><form action="/cart" method="post" id="add-to-cart-or-refresh">
    <input type="hidden" name="id_product" value="123"><button data-button-action="add-to-cart">Add to cart</button></form></article>`;
  const script = `
    const listeners = [];
    window.prestashop = {
      on(name, take) { if (this === window.prestashop) listeners.push([name, take]); },
      emit(name, event) { for (const [own, take] of listeners) if (own === name) take(event); },
    };
    document.addEventListener('submit', (event) => {
      event.preventDefault();
      const reason = { idProduct: 123, idProductAttribute: 0, linkAction: 'add-to-cart', cart: { products: [{ id_product: '123', reference: 'HAT' }] } };
      setTimeout(() => prestashop.emit('updateCart', { reason, resp: { success: true } }), 500);
    });`;
  await open(page, '/hats', { body, script });
  await page.getByRole('button').click();
  await page.waitForTimeout(3000);
  await page.evaluate(() => {
    const { prestashop } = window as unknown as {
      prestashop: { emit: (name: string, event: object) => void };
    };
    const dataset = { linkAction: 'delete-from-cart', idProduct: '456', idProductAttribute: '0' };
    prestashop.emit('updateCart', { reason: dataset, resp: { hasError: true } });
    prestashop.emit('updateCart', { reason: { ...dataset, idProduct: '123' }, resp: {} });
  });
  await expectOnly(page, ['add_to_cart HAT', 'remove_from_cart HAT']);
});

for (const [platform, form] of [
  ['BigCommerce', 'action="/cart.php" data-cart-item-add'],
  ['OpenCart', 'action="/index.php?route=checkout/cart.add" id="form-product"'],
] as const)
  for (const [beside, own] of [
    ['', ''],
    [
      ', with Google Analytics beside it',
      `${PUSHES} document.addEventListener('click', () => { ${layer('add_to_cart', 'BAG')} });`,
    ],
  ] as const)
    test(`${platform}: its form counts once${beside}`, async ({ page }) => {
      const body = `<form ${form} method="post"><input type="hidden" name="product_id" value="456"><input name="qty[]" value="1"><button>Add to Cart</button></form>`;
      const script = `${own} document.addEventListener('submit', (event) => event.preventDefault());`;
      await open(page, '/bags', { head: WITH_JQUERY, body, script });
      await page.getByRole('button').click();
      await expectOnly(page, ['add_to_cart BAG']);
    });

test('a handle, and an id as a feed of the platform writes it, are ids that the pack knows', async ({
  page,
}) => {
  const script = `${PUSHES} ${['wool-scarf', 'gla_456', 'wc_post_id_123', 'shopify_US_9001_41001']
    .map((id) => layer('add_to_wishlist', id))
    .join(' ')}`;
  await open(page, '/shop', { head: WITH_JQUERY, script });
  await expectOnly(page, [
    'add_to_wishlist e4f1c0ffee',
    'add_to_wishlist BAG',
    'add_to_wishlist HAT',
    'add_to_wishlist SHOE-BLUE',
  ]);
});
