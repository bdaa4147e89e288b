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

/** A recommender that answers with the items, and notes what it was asked and told. */
function fake(items: readonly ShelfItem[]) {
  const asked: RecommendOptions[] = [];
  const told: string[] = [];
  const recommender = {
    recommend: (options: RecommendOptions): Promise<Shelf> => {
      if (options.model === 'recently-viewed') {
        return Promise.resolve({ queryID: 'r', backend: 'js', items: [item('bought')], ms: 0 });
      }
      asked.push(options);
      const shown = items.filter(({ objectID }) => !options.exclude?.includes(objectID));
      return Promise.resolve({ queryID: 'q', backend: 'js', items: shown, ms: 0 });
    },
    track: (name: string, { items: tracked = [] } = { items: [{ item_id: '' }] }) => {
      told.push(`${name} ${tracked[0]?.item_id}`);
      return Promise.resolve();
    },
    on: () => () => undefined,
  };
  return { asked, told, recommender: recommender as unknown as Recommender };
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
  it('asks for what its attributes say, and its properties are the attributes', async () => {
    const { asked, recommender } = fake([item('a')]);
    const shelf = await mount(
      `<vitrine-shelf model="related-products" object-ids="x, y" limit="3" filters='{"brand":"Acme"}'></vitrine-shelf>`,
      recommender,
    );
    expect(asked).toEqual([
      { model: 'related-products', limit: 3, objectIDs: ['x', 'y'], filters: { brand: 'Acme' } },
    ]);
    shelf.limit = 5;
    shelf.objectIDs = ['z'];
    expect(shelf.getAttribute('object-ids')).toBe('z');
    await vi.waitFor(() => {
      expect(asked.at(-1)).toMatchObject({ limit: 5, objectIDs: ['z'] });
    });
    expect(asked).toHaveLength(2); // two attributes at once are one question
  });

  it('shows titles as text and follows no address but http', async () => {
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

  it('fills the shop’s own card, as text and safe addresses', async () => {
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
    ['ar', 'مختارات لك', 'لأنك اشتريت «Title of bought»', /€/],
  ])('speaks %s', async (lang, heading, because, price) => {
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

  it('tells of clicks and of "not for me", and what was sent away is not asked for again', async () => {
    const { asked, told, recommender } = fake([item('one'), item('two')]);
    const shelf = await mount('<vitrine-shelf></vitrine-shelf>', recommender);
    const heard: unknown[] = [];
    document.addEventListener('vitrine-select', ({ detail }: HTMLElementEventMap['vitrine-select']) =>
      heard.push(detail.item.objectID, detail.position, detail.queryID),
    );
    shelf.shadowRoot!.addEventListener('click', (event) => {
      event.preventDefault();
    });
    inside(shelf, '.link')[1]!.click();
    expect(heard).toEqual(['two', 1, 'q']);
    inside(shelf, '.actions button')[1]!.click();
    expect(inside(shelf, '.title').map((title) => title.textContent)).toEqual(['Title of two']);
    expect(told).toEqual(['select_item two', 'hide one']);
    shelf.limit = 4;
    await vi.waitFor(() => {
      expect(asked.at(-1)).toMatchObject({ exclude: ['one'] });
    });
  });

  it('has the same height empty, with its fallback, and filled', async () => {
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
