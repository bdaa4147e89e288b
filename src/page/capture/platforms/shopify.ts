import { listOf } from '../../../core/schema/listed.ts';
import { field, isNode, type Node } from '../../../core/schema/node.ts';
import { idOf, numberOf, pageItem, textOf, type PageEvent, type PageItem } from '../item.ts';
import type { Platform } from './platform.ts';
import { addressNear } from './product-near.ts';

/** Milliseconds after which a search counts: themes report one for each key that is pressed. */
const TYPED = 1500;
const PAYLOAD = '[view-event-payload]';
const MAX_PAYLOADS = 100;

/**
 * Listens to Shopify's standard events, and reads the views that themes reported before.
 *
 * @see https://shopify.dev/docs/api/storefront-events-and-actions/events
 */
export function listenToShopify({ emit, changed, begins, warn, stopped }: Platform): void {
  const seen = new Map<string, PageItem>();
  const listen = (name: string, take: (event: Node, target: Element | undefined) => void) => {
    document.addEventListener(
      `shopify:${name}`,
      (event) => {
        try {
          const { target } = event;
          take(payloadIn(event), target instanceof Element ? target : undefined);
        } catch (error) {
          warn(error);
        }
      },
      { signal: stopped },
    );
  };
  const view = (payload: Node) => {
    const item = itemOf(payload);
    if (item && isView(payload)) emit({ name: 'view_item', parameters: { items: [item] } });
    if (item) seen.set(variantOf(item.item_id), item);
  };
  listen('product:view', view);
  listen('cart:lines-update', (event, target) => {
    const change = changeOf(event, (id) => describe(id, seen.get(variantOf(id)), target));
    if (!change) return;
    begins(change.name);
    whenDone(event, (result) => {
      if (!isRefused(result)) changed(change);
    });
  });
  let typing: ReturnType<typeof setTimeout> | undefined;
  listen('search:update', (event) => {
    const term = textOf(field(nodeIn(event, 'search'), 'query'));
    clearTimeout(typing);
    typing = setTimeout(() => {
      if (term !== undefined && !stopped.aborted) emit({ name: 'search', parameters: { search_term: term } });
    }, TYPED);
  });
  for (const element of [...document.querySelectorAll(PAYLOAD)].slice(0, MAX_PAYLOADS)) {
    const payload = payloadOf(element);
    if (payload) view(payload);
  }
}

/** What an event tells, which may be its own fields or those of its class. */
function payloadIn(event: Event): Node {
  const names = ['context', 'product', 'action', 'lines', 'promise', 'search'];
  return Object.fromEntries(names.map((name) => [name, Reflect.get(event, name) as unknown]));
}

/**
 * Whether the shopper looks at the product: on its page or in a quick view, and not on a card. Themes leave out which it
 * is, also of cards, so that the product's page is known by its address.
 */
function isView(payload: Node): boolean {
  const context = field(payload, 'context');
  const handle = textOf(field(nodeIn(payload, 'product'), 'handle'));
  const isHere = handle !== undefined && location.pathname.split('/').includes(encodeURIComponent(handle));
  return context === 'dialog' || context === 'page' || (typeof context !== 'string' && isHere);
}

function itemOf(payload: Node): PageItem | undefined {
  const product = nodeIn(payload, 'product');
  const handle = textOf(field(product, 'handle'));
  const address = handle === undefined ? [] : [`/products/${encodeURIComponent(handle)}`, handle];
  const ids = [idOf(field(nodeIn(product, 'selectedVariant'), 'id')), idOf(field(product, 'id')), ...address];
  return pageItem(ids, {
    item_name: textOf(field(product, 'title')),
    item_brand: undefined,
    item_category: undefined,
  });
}

/** The change of the cart that an event tells. A line that only changes its quantity is none. */
function changeOf(event: Node, item: (id: string) => PageItem): PageEvent | undefined {
  const action = field(event, 'action');
  const lines = listOf(field(event, 'lines')).filter(isNode);
  const isGone =
    action === 'remove' || (action === 'update' && lines.every((line) => field(line, 'quantity') === 0));
  if (action !== 'add' && !isGone) return undefined;
  const items = lines.flatMap((line) => {
    const id = idOf(field(line, action === 'add' ? 'merchandiseId' : 'id'));
    if (id === undefined) return [];
    if (action === 'add') {
      const quantity = numberOf(field(line, 'quantity'));
      return [{ ...item(id), ...(quantity !== undefined && quantity > 0 && { quantity }) }];
    }
    const variant = variantOf(id);
    return /^\d+$/.test(variant) ? [item(variant)] : []; // other lines have a number of their own
  });
  return items.length === 0
    ? undefined
    : { name: isGone ? 'remove_from_cart' : 'add_to_cart', parameters: { items } };
}

/** A variant with what the page says of its product. */
function describe(id: string, seen: PageItem | undefined, target: Element | undefined): PageItem {
  const around = target?.closest(PAYLOAD);
  const payload = around ? payloadOf(around) : undefined;
  const known = seen ?? (payload && itemOf(payload));
  const also = known ? [known.item_id, ...(known.also ?? [])] : target ? [addressNear(target)] : [];
  return { ...known, item_id: id, also: also.filter((one) => one !== id) };
}

/** The variant's number in an id: `gid://shopify/ProductVariant/1`, or that of a line of the cart, `1:c0ffee`. */
function variantOf(id: string): string {
  return id.split('/').at(-1)!.split(':', 1)[0]!;
}

function whenDone(event: Node, done: (result: unknown) => void): void {
  Promise.resolve(field(event, 'promise')).then(done, () => undefined);
}

/** Shopify answers a change that it refuses with the cart as it was and the errors; themes may say so in `detail`. */
function isRefused(result: unknown): boolean {
  if (!isNode(result)) return false;
  const errors = listOf(field(result, 'userErrors')).filter(isNode);
  return errors.length > 0 || field(nodeIn(result, 'detail'), 'didError') === true;
}

function payloadOf(element: Element): Node | undefined {
  try {
    const payload: unknown = JSON.parse(element.getAttribute('view-event-payload') ?? '');
    return isNode(payload) ? payload : undefined;
  } catch {
    return undefined; // a theme's own attribute of that name
  }
}

function nodeIn(node: Node, name: string): Node {
  const value = field(node, name);
  return isNode(value) ? value : {};
}
