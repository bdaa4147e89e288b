import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Recommender, RecommendOptions, Shelf, ShelfItem } from '../types.ts';
import './define.ts';
import { loadLanguages } from './language.ts';
import type { VitrineShelf } from './shelf.ts';

const item = (objectID: string, fields: Partial<ShelfItem> = {}): ShelfItem => ({
  objectID,
  title: `Title of ${objectID}`,
  price: 1234.5,
  currency: 'EUR',
  url: `/${objectID}`,
  _score: 1,
  reasons: [{ event: 'purchase', objectID: 'bought', share: 1 }],
  ...fields,
});

const shelfOf = (items: readonly ShelfItem[]): Shelf => ({
  queryID: 'q',
  backend: 'js',
  images: 'remote',
  personal: true,
  items,
  ms: 0,
});

/** A recommender that answers with the given items, and records the requests and the tracked events. */
function fake(items: readonly ShelfItem[]) {
  const requests: RecommendOptions[] = [];
  const tracked: string[] = [];
  const recommender = {
    recommend: (options: RecommendOptions): Promise<Shelf> => {
      if (options.model === 'recently-viewed') {
        return Promise.resolve(shelfOf([item('bought')]));
      }
      requests.push(options);
      const shown = items.filter(({ objectID }) => !options.exclude?.includes(objectID));
      return Promise.resolve({ ...shelfOf(shown), model: options.model });
    },
    track: (name: string, { items = [] } = { items: [{ item_id: '' }] }) => {
      tracked.push([name, ...items.map(({ item_id }) => item_id)].join(' '));
      return Promise.resolve();
    },
    images: () => Promise.resolve({ mode: 'remote', images: new Map() }),
    on: () => () => undefined,
  };
  return { requests, tracked, recommender: recommender as unknown as Recommender };
}

async function mount(html: string, recommender: Recommender): Promise<VitrineShelf> {
  document.body.innerHTML = html;
  await customElements.whenDefined('vitrine-shelf');
  const shelf = document.querySelector('vitrine-shelf')!;
  shelf.recommender = recommender;
  await new Promise((resolve) => {
    shelf.addEventListener('vitrine-show', resolve, { once: true });
  });
  return shelf;
}
const inside = (shelf: VitrineShelf, selector: string) => [
  ...shelf.shadowRoot!.querySelectorAll<HTMLElement>(selector),
];

afterEach(() => {
  document.body.innerHTML = '';
  document.documentElement.lang = '';
});

describe('a shelf', () => {
  it('sends a request made from its attributes, which its properties reflect', async () => {
    const { requests, recommender } = fake([item('a')]);
    const shelf = await mount(
      `<vitrine-shelf model="related-products" object-ids="x, y" limit="3" fallback="none" filters='{"brand":"Acme"}'></vitrine-shelf>`,
      recommender,
    );
    expect(requests).toEqual([
      { model: 'related-products', limit: 3, objectIDs: ['x', 'y'], filters: { brand: 'Acme' } },
    ]);
    shelf.limit = 5;
    shelf.objectIDs = ['z'];
    expect(shelf.getAttribute('object-ids')).toBe('z');
    await vi.waitFor(() => {
      expect(requests.at(-1)).toMatchObject({ limit: 5, objectIDs: ['z'] });
    });
    expect(requests).toHaveLength(2); // two changes at once make one request
  });

  it('shows titles as text, and links only to http addresses', async () => {
    const hostile = '<img src=x onerror="window.hacked = true">';
    const items = [
      item('a', { title: hostile, url: 'javascript:window.hacked = true', image: 'javascript:0' }),
      item('b', { url: 'data:text/html,x' }),
      item('c'),
    ];
    const shelf = await mount('<vitrine-shelf></vitrine-shelf>', fake(items).recommender);
    expect(inside(shelf, '.title')[0]!.textContent).toBe(hostile);
    expect(inside(shelf, 'img')).toEqual([]);
    expect(inside(shelf, 'a').map((link) => link.getAttribute('href'))).toEqual([`${location.origin}/c`]);
    expect('hacked' in window).toBe(false);
  });

  it('fills the shop’s own card with text and safe addresses', async () => {
    const shelf = await mount(
      `<vitrine-shelf><template><a data-href="url"><b data-text="title"></b><img data-src="image" data-alt="title"></a></template></vitrine-shelf>`,
      fake([item('a', { title: '<i>A</i>' }), item('b', { url: 'javascript:0' })]).recommender,
    );
    const cards = [...shelf.querySelectorAll<HTMLElement>(':scope > [slot]')];
    expect(cards.map((card) => card.textContent)).toEqual(['<i>A</i>', 'Title of b']);
    expect(cards.map((card) => card.querySelector('a')!.getAttribute('href'))).toEqual([
      `${location.origin}/a`,
      null,
    ]);
    expect(cards[0]!.querySelector('img')!.hidden).toBe(true);
  });

  it.each([
    ['en', 'For you', 'Because you bought “Title of bought”', /€1,234\.50/],
    ['de-AT', 'Für Sie', 'Weil Sie „Title of bought“ gekauft haben', /€\s1[^\d]234,50/],
    ['fr', 'Pour vous', 'Parce que vous avez acheté « Title of bought »', /1\s234,50\s€/],
    ['es', 'Para ti', 'Porque compraste «Title of bought»', /1234,50\s€/],
    ['zh-CN', '为您推荐', '因为您购买过“Title of bought”', /€1,234\.50/],
    ['ar', 'مختارات لك', 'لأنك اشتريت «\u2068Title of bought\u2069»', /€/],
  ])('shows its texts and prices in the language of lang="%s"', async (lang, heading, because, price) => {
    document.documentElement.lang = lang;
    await loadLanguages(document);
    const shelf = await mount('<vitrine-shelf></vitrine-shelf>', fake([item('a')]).recommender);
    expect(inside(shelf, 'h2')[0]!.textContent).toBe(heading);
    expect(inside(shelf, '.price')[0]!.textContent).toMatch(price);
    inside(shelf, 'details')[0]!.setAttribute('open', '');
    await vi.waitFor(() => {
      expect(inside(shelf, '.panel li').map((line) => line.textContent)).toEqual([because]);
    });
  });

  it('reports clicks and "Not for me", and never shows a hidden item again', async () => {
    const { requests, tracked, recommender } = fake([item('one'), item('two')]);
    const shelf = await mount('<vitrine-shelf></vitrine-shelf>', recommender);
    const selected: unknown[] = [];
    document.addEventListener('vitrine-select', ({ detail }: HTMLElementEventMap['vitrine-select']) =>
      selected.push(detail.item.objectID, detail.position, detail.queryID),
    );
    shelf.shadowRoot!.addEventListener('click', (event) => {
      event.preventDefault();
    });
    inside(shelf, '.link')[1]!.click();
    expect(selected).toEqual(['two', 1, 'q']);
    inside(shelf, 'details')[0]!.setAttribute('open', '');
    await vi.waitFor(() => {
      inside(shelf, '.actions button')[1]!.click();
    });
    expect(inside(shelf, '.title').map((title) => title.textContent)).toEqual(['Title of two']);
    expect(shelf.shadowRoot!.activeElement).toBe(inside(shelf, 'summary')[0]); // and the focus stays on the shelf
    expect(tracked).toEqual(['select_item two', 'hide one']);
    shelf.limit = 4;
    await vi.waitFor(() => {
      expect(requests.at(-1)).toMatchObject({ exclude: ['one'] });
    });
  });

  it('has the same height before, while and after it is filled, and with its fallback', async () => {
    document.body.innerHTML = '<vitrine-shelf><p>Fallback</p></vitrine-shelf>';
    const before = document.querySelector('vitrine-shelf')!.offsetHeight;
    const filled = await mount(
      '<vitrine-shelf><p>Fallback</p></vitrine-shelf>',
      fake([item('a')]).recommender,
    );
    expect(filled.querySelector('p')!.checkVisibility()).toBe(false);
    const height = filled.offsetHeight;
    const empty = await mount('<vitrine-shelf><p>Fallback</p></vitrine-shelf>', fake([]).recommender);
    expect(empty.querySelector('p')!.checkVisibility()).toBe(true);
    expect([height, empty.offsetHeight]).toEqual([before, before]);
    expect(before).toBeGreaterThan(0);
  });
});

describe('the outlines of cards', () => {
  const skeleton = (shelf: VitrineShelf) => inside(shelf, '[part=skeleton]')[0]!;
  const waiting = (html: string) => {
    document.body.innerHTML = html;
    return document.querySelector('vitrine-shelf')!;
  };

  it('show until there is an answer, also an empty one', async () => {
    const shelf = waiting('<vitrine-shelf></vitrine-shelf>');
    expect(skeleton(shelf).checkVisibility()).toBe(true);
    shelf.recommender = fake([]).recommender;
    await vi.waitFor(() => {
      expect(skeleton(shelf).checkVisibility()).toBe(false);
    });
  });

  it('do not show beside a fallback of the page’s own', () => {
    expect(skeleton(waiting('<vitrine-shelf><p>Fallback</p></vitrine-shelf>')).checkVisibility()).toBe(false);
  });

  it('go if the recommender does not start', async () => {
    const shelf = waiting('<vitrine-shelf></vitrine-shelf>');
    const failed = Promise.reject(new Error('no pack'));
    failed.catch(() => undefined); // the page's own code hears of it
    shelf.recommender = failed;
    await vi.waitFor(() => {
      expect(skeleton(shelf).checkVisibility()).toBe(false);
    });
  });
});

describe('a set', () => {
  it('has one total and one button, which takes what the shopper has left in it', async () => {
    const given = [
      item('a', { price: 10.1, currency: 'EUR' }),
      item('b', { price: 30, salePrice: 20.2, currency: 'EUR' }),
      item('c', { price: 5, currency: 'EUR', availability: 'out_of_stock' }),
      item('d', { price: 1, currency: 'EUR' }),
    ];
    const { tracked, recommender } = fake(given);
    const shelf = await mount('<vitrine-shelf layout="bundle"></vitrine-shelf>', recommender);
    await vi.waitFor(() => {
      expect(inside(shelf, '[part=bundle-total]')).toHaveLength(1);
    });
    const total = () => inside(shelf, '[part=bundle-total]')[0]!.textContent;
    const button = inside(shelf, '[part=add-bundle]')[0] as HTMLButtonElement;
    const boxes = inside(shelf, '.include input') as HTMLInputElement[];
    expect([total(), button.textContent, boxes.length]).toEqual(['Total: €31.30', 'Add 3 to the cart', 3]);
    boxes[2]!.click();
    expect([total(), button.textContent]).toEqual(['Total: €30.30', 'Add 2 to the cart']);
    const heard: unknown[] = [];
    shelf.addEventListener('vitrine-bundle', ({ detail: { items, total, currency } }) => {
      heard.push([items.map(({ objectID }) => objectID), total, currency]);
    });
    button.click();
    expect(heard).toEqual([[['a', 'b'], 30.3, 'EUR']]);
    expect(tracked).toEqual(['add_to_cart a b']);
    for (const box of boxes) if (box.checked) box.click();
    expect([total(), button.disabled]).toEqual(['', true]);
  });

  it('names no total if a price is unknown, and is none with one item', async () => {
    const unpricedItem: ShelfItem = { objectID: 'b', title: 'b', _score: 1, reasons: [] };
    const unpriced = fake([item('a', { price: 1, currency: 'EUR' }), unpricedItem]);
    const shelf = await mount('<vitrine-shelf layout="bundle"></vitrine-shelf>', unpriced.recommender);
    await vi.waitFor(() => {
      expect(inside(shelf, '[part=add-bundle]')).toHaveLength(1);
    });
    expect(inside(shelf, '[part=bundle-total]')[0]!.textContent).toBe('');
    const one = await mount('<vitrine-shelf layout="bundle"></vitrine-shelf>', fake([item('a')]).recommender);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(inside(one, '.bundle')).toEqual([]);
  });
});

describe('the buttons of a card', () => {
  const press = (shelf: VitrineShelf, part: string) => {
    inside(shelf, `[part=${part}]`)[0]!.click();
  };

  it('tell the shop, and track what the shop does not tell of itself', async () => {
    const { tracked, recommender } = fake([item('a'), item('b', { availability: 'out_of_stock' })]);
    const shelf = await mount(
      '<vitrine-shelf actions="cart, wishlist, unknown"></vitrine-shelf>',
      recommender,
    );
    const heard: string[] = [];
    const listen = (event: HTMLElementEventMap['vitrine-cart']) => {
      heard.push(`${event.type} ${event.detail.item.objectID} ${event.detail.position}`);
      if (event.type === 'vitrine-wishlist') event.preventDefault();
    };
    shelf.addEventListener('vitrine-cart', listen);
    shelf.addEventListener('vitrine-wishlist', listen);
    press(shelf, 'add-to-cart');
    press(shelf, 'add-to-wishlist');
    expect(heard).toEqual(['vitrine-cart a 0', 'vitrine-wishlist a 0']);
    expect(tracked).toEqual(['add_to_cart a']); // and no click on the card
    expect(inside(shelf, '[part=add-to-cart]')).toHaveLength(1); // what is sold out cannot be bought
    await vi.waitFor(() => {
      expect(inside(shelf, '[role=status]')[0]!.textContent).toBe('Added to the wish list');
    });
  });

  it('are not there unless the shop asks for them', async () => {
    const shelf = await mount('<vitrine-shelf></vitrine-shelf>', fake([item('a')]).recommender);
    expect(inside(shelf, '.act')).toEqual([]);
  });
});
