import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PageEvent, PageItem } from '../item.ts';
import { CartChanges } from './cart-changes.ts';

const added = (item_id: string, ...also: readonly string[]): PageEvent => ({
  name: 'add_to_cart',
  parameters: { items: [{ item_id, also } as PageItem] },
});

let sent: (string | undefined)[];
let heard: Set<string>;
let cart: CartChanges;
beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  heard = new Set();
  cart = new CartChanges(
    ({ parameters }) => sent.push(parameters.items?.[0]?.item_id),
    heard,
    () => Date.now(),
  );
});
afterEach(() => {
  vi.useRealTimers();
});

it('counts a change that two events of the platform report once, and two changes twice', () => {
  cart.changed(added('1'));
  cart.changed(added('sku-1', '1'));
  cart.changed(added('2'));
  vi.runAllTimers();
  expect(sent).toEqual(['1', '2']);
});

it('counts none that the data layer reports itself, also if it does so a little later', () => {
  cart.changed(added('1'));
  vi.advanceTimersByTime(1500);
  heard.add('add_to_cart');
  vi.runAllTimers();
  expect(sent).toEqual([]);
});

it('counts a form once, whether the platform says in time or late what became of it', () => {
  cart.submitted(added('form'));
  vi.advanceTimersByTime(500);
  cart.changed(added('event'));
  vi.runAllTimers();
  expect(sent).toEqual(['event']);

  cart.submitted(added('slow form'));
  vi.advanceTimersByTime(5000);
  cart.changed(added('event'));
  vi.runAllTimers();
  expect(sent).toEqual(['event', 'slow form']);

  vi.advanceTimersByTime(60_000);
  cart.changed(added('another')); // long after: of no form
  vi.runAllTimers();
  expect(sent).toEqual(['event', 'slow form', 'another']);
});

it('counts no form of which the platform will say what became of it', () => {
  cart.submitted(added('1'));
  cart.begins('remove_from_cart');
  cart.begins('add_to_cart');
  vi.runAllTimers();
  expect(sent).toEqual([]);
});

it('counts no form on a page whose data layer reports views: it reports the cart on the next page', () => {
  heard.add('view_item');
  cart.submitted(added('1'));
  vi.runAllTimers();
  expect(sent).toEqual([]);
});

it('sends at once what waits if the page is left, and nothing once it has stopped', () => {
  cart.submitted(added('1'));
  cart.flush();
  expect(sent).toEqual(['1']);
  cart.changed(added('2'));
  vi.advanceTimersByTime(20_000);
  cart.changed(added('3'));
  cart.stop();
  vi.runAllTimers();
  expect(sent).toEqual(['1']);
});

it('counts none that an element has put into the cart and tracks itself, reported before it or after it', () => {
  cart.changed(added('1'));
  cart.told();
  cart.changed(added('1'));
  vi.runAllTimers();
  expect(sent).toEqual([]);
  vi.advanceTimersByTime(3000);
  cart.changed(added('2'));
  vi.runAllTimers();
  expect(sent).toEqual(['2']);
});
