/**
 * Listens to what shop platforms report of their own accord. Its own chunk, loaded on pages that look like one of theirs.
 */
import type { PageEvent } from '../item.ts';
import { CartChanges } from './cart-changes.ts';
import { readCartForm, removedByForm } from './cart-form.ts';
import { listenToJQuery } from './jquery-events.ts';
import type { Platform } from './platform.ts';
import { listenToPrestashop } from './prestashop.ts';
import { addressNear, productNear } from './product-near.ts';
import { listenToShopify } from './shopify.ts';

/**
 * Starts to listen.
 *
 * @param emit Takes what counts.
 * @param heard The names of events that the data layer has reported: of these, its own count.
 * @returns A function that stops it.
 */
export function listenToPlatforms(
  emit: (event: PageEvent) => void,
  heard: ReadonlySet<string>,
  warn: (error: unknown) => void,
): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  const cart = new CartChanges(emit, heard, () => performance.now());
  const platform: Platform = {
    emit,
    changed: (event) => {
      cart.changed(event);
    },
    submitted: (event) => {
      cart.submitted(event);
    },
    begins: (name) => {
      cart.begins(name);
    },
    warn,
    stopped: signal,
  };
  let clicked: Element | undefined;
  const globals = [() => listenToJQuery(platform, () => clicked), () => listenToPrestashop(platform)];
  let waiting = globals.filter((listen) => !listen());
  const on = (target: EventTarget, name: string, take: (event: Event) => void) => {
    target.addEventListener(
      name,
      (event) => {
        try {
          take(event);
        } catch (error) {
          warn(error);
        }
      },
      { capture: true, signal },
    );
  };
  on(document, 'click', ({ target }) => {
    if (target instanceof Element) clicked = target;
    waiting = waiting.filter((listen) => !listen()); // a platform's script may come late, but before it is used
  });
  on(document, 'submit', (event) => {
    const { target, submitter } = event as SubmitEvent;
    if (target instanceof HTMLFormElement) takeForm(platform, target, submitter);
  });
  // WooCommerce's blocks do not say which product it was.
  for (const [event, name] of [
    ['wc-blocks_added_to_cart', 'add_to_cart'],
    ['wc-blocks_removed_from_cart', 'remove_from_cart'],
  ] as const)
    on(document, event, () => {
      const item = clicked && productNear(clicked);
      if (item) platform.changed({ name, parameters: { items: [item] } });
    });
  on(document, 'vitrine-added', () => {
    cart.told();
  });
  on(window, 'pagehide', cart.flush);
  listenToShopify(platform);
  return () => {
    controller.abort();
    cart.stop();
  };
}

function takeForm({ submitted }: Platform, form: HTMLFormElement, submitter: Element | null): void {
  const added = readCartForm(form, submitter);
  const removed = added ? undefined : removedByForm(form);
  const item = added ?? removed;
  if (!item) return;
  const also = [...(item.also ?? []), addressNear(form)];
  submitted({ name: added ? 'add_to_cart' : 'remove_from_cart', parameters: { items: [{ ...item, also }] } });
}
