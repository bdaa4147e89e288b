import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { layerEvents } from './data-layer.ts';
import { asGa4 } from './enhanced-ecommerce.ts';
import { LayerModel } from './layer-model.ts';
import { tap } from './tap.ts';

/** As gtag does. */
function words(..._given: unknown[]): unknown {
  return arguments; // eslint-disable-line prefer-rest-params -- gtag pushes just this
}

const items = [
  {
    item_id: 'SKU_12345',
    item_name: 'Stan and Friends Tee',
    item_brand: 'Google',
    item_category: 'Apparel',
    item_category2: 'Adult',
    price: 10.01,
  },
];
const told = {
  item_id: 'SKU_12345',
  item_name: 'Stan and Friends Tee',
  item_brand: 'Google',
  item_category: 'Apparel > Adult',
};

/** The only event of an entry. */
const layerEvent = (entry: unknown) => {
  const events = layerEvents(entry);
  expect(events.length).toBeLessThan(2);
  return events[0];
};

const enhancedEvents = (entry: unknown) => asGa4(entry).flatMap((one) => layerEvents(one));

describe('layerEvents', () => {
  it.each([
    ['Tag Manager', { event: 'add_to_cart', ecommerce: { currency: 'USD', value: 30, items } }],
    ['Tag Manager without ecommerce', { event: 'add_to_cart', items }],
    ['gtag', words('event', 'add_to_cart', { currency: 'USD', items })],
    ['gtag through Tag Manager', { event: 'add_to_cart', eventModel: { items } }],
    ['an array of gtag words', ['event', 'add_to_cart', { items }]],
  ])('reads what %s writes', (_, entry) => {
    expect(layerEvent(entry)).toMatchObject({ name: 'add_to_cart', parameters: { items: [told] } });
  });

  it('reads searches', () => {
    const search = { name: 'search', parameters: { search_term: 'chairs' } };
    expect(layerEvent(words('event', 'search', { search_term: 'chairs' }))).toEqual(search);
    expect(layerEvent({ event: 'view_search_results', search_term: 'chairs' })).toEqual(search);
  });

  it('ignores every other entry', () => {
    for (const entry of [
      undefined,
      null,
      5,
      'view_item',
      [],
      () => undefined,
      { ecommerce: null },
      { event: 'gtm.js' },
      { event: 'toString', items },
      { event: 'view_item' },
      { event: 'view_item', ecommerce: { items: [{}, null] } },
      { event: 'search' },
      words('config', 'G-1'),
      words('consent', 'default', {}),
      words('event'),
      words(),
    ])
      expect(layerEvent(entry)).toBeUndefined();
  });

  it('takes an item that has an id and hardly a name, and numbers as ids', () => {
    expect(
      layerEvent({
        event: 'view_item',
        ecommerce: { items: [{ item_id: 7 }, { id: 'b' }, { item_name: 'no id' }] },
      }),
    ).toEqual({
      name: 'view_item',
      parameters: { items: [{ item_id: '7' }, { item_id: 'b' }] },
    });
  });

  const lines = (...entries: unknown[]) => {
    const model = new LayerModel();
    return entries
      .flatMap((entry) => [...layerEvents(entry, model), ...enhancedEvents(entry)])
      .map(({ name, parameters: { items = [], search_term } }) =>
        [name, ...items.map(({ item_id }) => item_id), ...(search_term ? [search_term] : [])].join(' '),
      );
  };

  it('finds the ecommerce that was pushed before the event, until null takes it away', () => {
    const ecommerce = { items: [{ item_id: 'a' }] };
    expect(lines({ ecommerce }, { event: 'view_item' })).toEqual(['view_item a']);
    expect(lines({ 'ecommerce.items': ecommerce.items }, { event: 'view_item' })).toEqual(['view_item a']);
    expect(lines({ ecommerce }, { ecommerce: null }, { event: 'view_item' })).toEqual([]);
    const own = { event: 'view_item', ecommerce: { items: [{ item_id: 'b' }] } };
    expect(lines({ ecommerce }, own)).toEqual(['view_item b']);
  });

  it('reads items that are no list', () => {
    const items = { 1: { item_id: 'a' }, 3: { item_id: 'b' } };
    expect(lines({ event: 'add_to_cart', ecommerce: { items } })).toEqual(['add_to_cart a b']);
    expect(lines({ event: 'add_to_cart', ecommerce: { items: { item_id: 'a' } } })).toEqual([
      'add_to_cart a',
    ]);
  });

  it.each([
    'dl_add_to_cart',
    'gtm4wp.addProductToCartEEC',
    'add_to_cart_stape',
    'addToCart',
    'Add To Cart',
    'Product Added',
    'product_added_to_cart',
    'ga4_add_to_cart',
    'eec.addToCart',
    'ecommerce.add_to_cart',
  ])('knows the name %s', (event) => {
    expect(lines({ event, ecommerce: { items: [{ item_id: 'a' }] } })).toEqual(['add_to_cart a']);
  });

  it('reads the enhanced ecommerce of Universal Analytics, whatever the events are called', () => {
    const products = [{ id: 'a', name: 'A' }];
    expect(lines({ ecommerce: { detail: { products }, impressions: [{ id: 'b' }] } })).toEqual([
      'view_item a',
      'view_item_list b',
    ]);
    expect(lines({ event: 'x', ecommerce: { add: { products } } })).toEqual(['add_to_cart a']);
    expect(lines({ event: 'gtm4wp.removeFromCartEEC', ecommerce: { remove: { products } } })).toEqual([
      'remove_from_cart a',
    ]);
    expect(lines({ event: 'productClick', ecommerce: { click: { products } } })).toEqual(['select_item a']);
    expect(lines({ event: 'dl_view_cart', ecommerce: { impressions: products } })).toEqual([]);
    expect(lines({ transactionId: 'T1', transactionProducts: [{ sku: 'a' }] })).toEqual(['purchase a']);
    const purchase = { actionField: { id: 'T1', revenue: '30.50' }, products: [{ id: 'a', quantity: '2' }] };
    expect(enhancedEvents({ ecommerce: { currencyCode: 'EUR', purchase } })).toEqual([
      {
        name: 'purchase',
        parameters: {
          items: [{ item_id: 'a', quantity: 2 }],
          transaction_id: 'T1',
          value: 30.5,
          currency: 'EUR',
        },
      },
    ]);
  });

  it('reads a search that also lists what it found', () => {
    const entry = {
      event: 'dl_view_search_results',
      search_term: 'x',
      ecommerce: { impressions: [{ id: 'a' }] },
    };
    expect(lines(entry)).toEqual(['search x', 'view_item_list a']);
  });

  it('never throws, whatever was pushed', () => {
    const entry = fc.oneof(
      fc.anything(),
      fc.record({
        event: fc.constantFrom('view_item', 'search', '__proto__'),
        ecommerce: fc.anything(),
        items: fc.anything(),
        search_term: fc.anything(),
      }),
      fc.array(fc.anything()).map((given) => words('event', ...given)),
      fc.anything().map((given) => words('event', 'purchase', { items: [given] })),
    );
    fc.assert(
      fc.property(entry, (value) => void [layerEvents(value), enhancedEvents(value)]),
      { numRuns: 2000 },
    );
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe('tap', () => {
  it('reads entries pushed before and after, and returns what push returns', () => {
    const layer: unknown[] = ['before'];
    const heard: unknown[] = [];
    tap(layer, (entry) => heard.push(entry));
    expect(layer.push('one', 'two')).toBe(3);
    expect(layer).toEqual(['before', 'one', 'two']);
    expect(heard).toEqual(['before', 'one', 'two']);
  });

  it('leaves a tag manager its own push, whichever of the two wraps the other', () => {
    const layer: unknown[] = [];
    const heard: unknown[] = [];
    const manager = (inner: unknown[]['push'], seen: unknown[]) =>
      function (this: unknown, ...entries: unknown[]) {
        seen.push(...entries);
        return Reflect.apply(inner, layer, entries) as number;
      };
    const [before, after]: [unknown[], unknown[]] = [[], []];
    layer.push = manager(layer.push, before) as typeof layer.push;
    tap(layer, (entry) => heard.push(entry));
    layer.push = manager(layer.push, after) as typeof layer.push;
    const { push } = layer;
    push('loose');
    expect([before, heard, after]).toEqual([['loose'], ['loose'], ['loose']]);
  });

  it.each<[string, (layer: unknown[]) => unknown[]]>([
    ['a sealed layer', (layer) => Object.seal(Object.defineProperty(layer, 'push', { value: layer.push }))],
    [
      'a layer whose push cannot be replaced',
      (layer) => Object.defineProperty(layer, 'push', { value: layer.push }),
    ],
    [
      'a proxy that refuses',
      (layer) =>
        new Proxy(layer, {
          defineProperty: (target, name, descriptor) => {
            if (name === 'push') throw new TypeError('not here');
            return Reflect.defineProperty(target, name, descriptor);
          },
        }),
    ],
  ])('hears what is added to %s a little later', (_, make) => {
    vi.useFakeTimers();
    const layer = make(['before']);
    const heard: unknown[] = [];
    const stop = tap(layer, (entry) => heard.push(entry));
    try {
      layer.push('one', 'two');
    } catch {
      layer.length = 1; // a sealed array takes no more entries
    }
    vi.advanceTimersByTime(1000);
    expect(heard).toEqual(layer);
    stop();
    vi.advanceTimersByTime(1000);
    expect(heard).toEqual(layer);
    vi.useRealTimers();
  });

  it('works on a page that has given all objects a getter', () => {
    Object.defineProperty(Object.prototype, 'get', { value: 'taken', configurable: true, enumerable: true });
    const layer: unknown[] = [];
    const heard: unknown[] = [];
    try {
      tap(layer, (entry) => heard.push(entry));
      layer.push('one');
    } finally {
      Reflect.deleteProperty(Object.prototype, 'get');
    }
    expect(heard).toEqual(['one']);
  });

  it('stops reading, and leaves the layer as it was', () => {
    const [layer, wrapped]: [unknown[], unknown[]] = [[], []];
    wrapped.push = (...entries) => Array.prototype.push.apply(wrapped, entries);
    const { push } = wrapped;
    const heard = vi.fn();
    for (let i = 0; i < 3; i++) {
      tap(layer, heard)();
      tap(wrapped, heard)();
    }
    layer.push('late');
    expect(heard).not.toHaveBeenCalled();
    expect(layer).toEqual(['late']);
    expect(Object.hasOwn(layer, 'push')).toBe(false);
    expect(wrapped.push).toBe(push);
  });

  it('stops reading while another script that has wrapped it still calls it', () => {
    const layer: unknown[] = [];
    const heard = vi.fn();
    const stop = tap(layer, heard);
    const { push } = layer;
    layer.push = (...entries) => Reflect.apply(push, layer, entries) as number;
    stop();
    expect(layer.push('late')).toBe(1);
    expect(heard).not.toHaveBeenCalled();
  });
});
