import { beforeEach, describe, expect, it } from 'vitest';
import type { PageEvent, PageItem } from './item.ts';
import { PageEvents } from './page-events.ts';

let now = 0;
let told: PageEvent[] = [];
let page: PageEvents;
beforeEach(() => {
  now = 0;
  told = [];
  page = new PageEvents(
    (event) => told.push(event),
    () => now,
  );
});

const event = (name: PageEvent['name'], ...items: PageItem[]): PageEvent => ({ name, parameters: { items } });
const chair = { item_id: 'CH-1', also: ['4006381333931'] };
const layerChair = { item_id: '7001', item_name: 'Chair' };
const lines = () =>
  told.map(({ name, parameters }) =>
    [name, ...(parameters.items ?? []).map(({ item_id }) => item_id)].join(' '),
  );
const about = (main: PageItem) => ({ main, list: [] });

describe('a view', () => {
  it('is told once, by the data layer, with the ids that the page knows', () => {
    page.hear(event('view_item', layerChair));
    expect(told).toEqual([]); // until the page has been read
    page.settle(about(chair), undefined);
    page.settle(about(chair), undefined);
    expect(told).toEqual([event('view_item', { ...layerChair, also: ['CH-1', '4006381333931'] })]);
  });

  it('is told by the page where the data layer is silent, or late', () => {
    page.settle(about(chair), undefined);
    page.hear(event('view_item', layerChair));
    expect(lines()).toEqual(['view_item CH-1']);
    page.hear(event('view_item', { item_id: 'quick look at another' }));
    expect(lines()).toEqual(['view_item CH-1', 'view_item quick look at another']);
  });

  it('is told again on the next page, and one that was held is not lost', () => {
    page.hear(event('view_item', layerChair));
    page.enter();
    page.settle(about(chair), undefined);
    expect(lines()).toEqual(['view_item 7001', 'view_item CH-1']);
  });
});

describe('other events', () => {
  it('are one when they come twice within two seconds, and two later', () => {
    page.hear(event('add_to_cart', chair));
    now = 1000;
    page.hear(event('add_to_cart', chair));
    now = 9000;
    page.hear(event('add_to_cart', chair));
    page.hear(event('remove_from_cart', chair));
    expect(lines()).toEqual(['add_to_cart CH-1', 'add_to_cart CH-1', 'remove_from_cart CH-1']);
  });

  it('of lists and searches come from the page only where the data layer told none', () => {
    const list = [{ item_id: 'a' }, { item_id: 'b' }];
    page.hear({ name: 'search', parameters: { search_term: 'chairs' } });
    page.hear(event('view_item_list', { item_id: '7001' }));
    page.settle({ list }, 'chairs');
    expect(lines()).toEqual(['search', 'view_item_list 7001']);
    page.enter();
    page.settle({ list }, 'tables');
    expect(lines().slice(2)).toEqual(['view_item_list a b', 'search']);
  });
});
