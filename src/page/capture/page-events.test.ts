import { beforeEach, describe, expect, it } from 'vitest';
import type { PageEvent, PageItem } from './item.ts';
import { PageEvents } from './page-events.ts';

let now = 0;
let sent: PageEvent[] = [];
let page: PageEvents;
beforeEach(() => {
  now = 0;
  sent = [];
  page = new PageEvents(
    (event) => sent.push(event),
    () => now,
  );
});

const event = (name: PageEvent['name'], ...items: PageItem[]): PageEvent => ({ name, parameters: { items } });
const chair = { item_id: 'CH-1', also: ['4006381333931'] };
const layerChair = { item_id: '7001', item_name: 'Chair' };
const lines = () =>
  sent.map(({ name, parameters }) =>
    [name, ...(parameters.items ?? []).map(({ item_id }) => item_id)].join(' '),
  );
const about = (main: PageItem) => ({ main, list: [] });

describe('a view', () => {
  it('is sent once, from the data layer, with the ids that the page has for its product', () => {
    page.receive(event('view_item', layerChair));
    expect(sent).toEqual([]); // until the page has been read
    page.settle(about(chair), undefined);
    page.settle(about(chair), undefined);
    expect(sent).toEqual([event('view_item', { ...layerChair, also: ['CH-1', '4006381333931'] })]);
  });

  it('is sent from the page if the data layer has none, or is late', () => {
    page.settle(about(chair), undefined);
    page.receive(event('view_item', layerChair));
    expect(lines()).toEqual(['view_item CH-1']);
    page.receive(event('view_item', { item_id: 'quick look at another' }));
    expect(lines()).toEqual(['view_item CH-1', 'view_item quick look at another']);
  });

  it('is one if a platform and its feed write its id in two ways, and name it differently, whichever comes first', () => {
    const ofPlatform = { item_id: '41002', item_name: 'Canvas shoe', also: ['9001', '/products/shoe'] };
    const ofFeed = { item_id: 'shopify_US_9001_41002', item_name: 'Shoe for summer' };
    const views = [
      [event('view_item', ofPlatform), 'platform'],
      [event('view_item', ofFeed), 'layer'],
    ] as const;
    for (const given of [views, views.toReversed()]) {
      page.enter();
      sent = [];
      for (const [view, by] of given) page.receive(view, by);
      page.settle({ list: [] }, undefined);
      expect(sent).toHaveLength(1);
    }
  });

  it('is sent again on the next page, and a waiting view is not lost', () => {
    page.receive(event('view_item', layerChair));
    page.enter();
    page.settle(about(chair), undefined);
    expect(lines()).toEqual(['view_item 7001', 'view_item CH-1']);
  });
});

describe('other events', () => {
  it('count once if they come twice within two seconds, and twice after that', () => {
    page.receive(event('add_to_cart', chair));
    now = 1000;
    page.receive(event('add_to_cart', chair));
    now = 9000;
    page.receive(event('add_to_cart', chair));
    page.receive(event('remove_from_cart', chair));
    expect(lines()).toEqual(['add_to_cart CH-1', 'add_to_cart CH-1', 'remove_from_cart CH-1']);
  });

  it('of lists and searches come from the page only if the data layer has none', () => {
    const list = [{ item_id: 'a' }, { item_id: 'b' }];
    page.receive({ name: 'search', parameters: { search_term: 'chairs' } });
    page.receive(event('view_item_list', { item_id: '7001' }));
    page.settle({ list }, 'chairs');
    expect(lines()).toEqual(['search', 'view_item_list 7001']);
    page.enter();
    page.settle({ list }, 'tables');
    expect(lines().slice(2)).toEqual(['view_item_list a b', 'search']);
  });
});

describe('a quick look', () => {
  it('at another product is a view of its own, and the page goes on to be about its product', () => {
    page.settle(about({ ...chair, item_name: 'Chair' }), undefined);
    page.receive(event('view_item', { item_id: 'T-1', item_name: 'Table' }));
    expect(lines()).toEqual(['view_item CH-1', 'view_item T-1']);
    expect(page.viewed?.item_id).toBe('CH-1');
  });
});

describe('a purchase', () => {
  it('of one order is sent once, also on the next page of an app', () => {
    const purchase: PageEvent = { name: 'purchase', parameters: { transaction_id: 'T1', items: [chair] } };
    page.receive(purchase);
    now = 60_000;
    page.enter();
    page.receive(purchase);
    expect(lines()).toEqual(['purchase CH-1']);
  });
});
