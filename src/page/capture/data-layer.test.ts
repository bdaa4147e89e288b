import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { layerEvent } from './data-layer.ts';
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

describe('layerEvent', () => {
  it.each([
    ['Tag Manager', { event: 'add_to_cart', ecommerce: { currency: 'USD', value: 30, items } }],
    ['Tag Manager without ecommerce', { event: 'add_to_cart', items }],
    ['gtag', words('event', 'add_to_cart', { currency: 'USD', items })],
    ['gtag through Tag Manager', { event: 'add_to_cart', eventModel: { items } }],
    ['an array of gtag words', ['event', 'add_to_cart', { items }]],
  ])('reads what %s writes', (_, entry) => {
    expect(layerEvent(entry)).toEqual({ name: 'add_to_cart', parameters: { items: [told] } });
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
      fc.property(entry, (value) => void layerEvent(value)),
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
