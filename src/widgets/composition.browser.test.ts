import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Recommender, RecommendOptions, Shelf } from '../types.ts';
import './define.ts';
import { VitrineShelf } from './shelf.ts';

/** Cards come in frames of their own, of which a busy machine has few. */
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 10_000 });

const RANKING = Array.from({ length: 40 }, (_, i) => `sku-${i}`);

/** A recommender whose every shelf is the same ranking, and what it was asked for. */
function sameForAll() {
  const requests: RecommendOptions[] = [];
  const listeners = new Set<() => void>();
  const ranking = [...RANKING];
  const recommender = {
    recommend: (options: RecommendOptions): Promise<Shelf> => {
      requests.push(options);
      const items = ranking
        .filter((id) => !options.exclude?.includes(id))
        .slice(0, options.limit)
        .map((objectID) => ({ objectID, title: objectID, _score: 1, reasons: [] }));
      const { model } = options;
      return Promise.resolve({
        queryID: 'q',
        backend: 'js',
        images: 'none',
        model,
        personal: true,
        items,
        ms: 0,
      });
    },
    images: () => Promise.resolve({ mode: 'none', images: new Map() }),
    track: () => Promise.resolve(),
    on: (_: 'change', listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as Recommender;
  return {
    requests,
    recommender,
    ranking,
    change: () => {
      listeners.forEach((listener) => {
        listener();
      });
    },
  };
}

const shelfOf = (recommender: Recommender, attributes: Record<string, string> = {}) => {
  const shelf = document.createElement('vitrine-shelf');
  shelf.style.setProperty('--vitrine-shelf-height', '5rem');
  for (const [name, value] of Object.entries({ limit: '3', ...attributes })) shelf.setAttribute(name, value);
  shelf.recommender = recommender;
  return shelf;
};
const idsOf = (shelf: VitrineShelf) => shelf.shelf?.items.map(({ objectID }) => objectID);
const shown = () => [...document.querySelectorAll('vitrine-shelf')].map(idsOf);
/** The ranking in pieces of three. */
const pieces = (count: number) => Array.from({ length: count }, (_, i) => RANKING.slice(3 * i, 3 * i + 3));

afterEach(() => {
  document.body.innerHTML = '';
});

describe('the shelves of a page', () => {
  it('show each item once, in the order of the document, whatever order they connect in', async () => {
    await customElements.whenDefined('vitrine-shelf');
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
        fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
        async (order, waits) => {
          const { recommender } = sameForAll();
          // Low shelves, so that all are near the viewport.
          document.body.innerHTML = '<div></div>'.repeat(4);
          for (const place of order) {
            document.body.children[place]!.append(shelfOf(recommender));
            if (waits[place]) await new Promise((resolve) => setTimeout(resolve, 30));
          }
          await eventually(() => {
            expect(shown()).toEqual(pieces(4));
          });
        },
      ),
      { numRuns: 12 },
    );
  });

  it('change together when what the first one shows changes', async () => {
    const { recommender, ranking, change } = sameForAll();
    document.body.append(shelfOf(recommender), shelfOf(recommender));
    await eventually(() => {
      expect(shown()).toEqual(pieces(2));
    });
    ranking.unshift('new');
    change();
    await eventually(() => {
      expect(shown()).toEqual([
        ['new', 'sku-0', 'sku-1'],
        ['sku-2', 'sku-3', 'sku-4'],
      ]);
    });
  });

  it('leave out what a shelf shows on which the focus is, and leave that shelf as it is', async () => {
    const { recommender, ranking, change } = sameForAll();
    const used = shelfOf(recommender);
    document.body.append(shelfOf(recommender), used);
    await eventually(() => {
      expect(used.shadowRoot!.querySelectorAll('summary')).toHaveLength(3);
    });
    used.shadowRoot!.querySelector('summary')!.focus();
    ranking.splice(0, 3);
    change();
    await eventually(() => {
      expect(shown()).toEqual([RANKING.slice(6, 9), RANKING.slice(3, 6)]);
    });
  });

  it('leave a shelf as it is while a panel of "Why this?" is open on it, which lies over the page', async () => {
    const { recommender, ranking, change } = sameForAll();
    const read = shelfOf(recommender);
    document.body.append(shelfOf(recommender), read);
    await eventually(() => {
      expect(read.shadowRoot!.querySelectorAll('details')).toHaveLength(3);
    });
    read.shadowRoot!.querySelector('details')!.open = true;
    ranking.splice(0, 3);
    change();
    await eventually(() => {
      expect(shown()).toEqual([RANKING.slice(6, 9), RANKING.slice(3, 6)]);
    });
  });

  it('may repeat items if the shop allows it, and then take none from the others', async () => {
    const { recommender } = sameForAll();
    document.body.append(shelfOf(recommender, { 'allow-repeats': '' }), shelfOf(recommender));
    await eventually(() => {
      expect(shown()).toEqual([RANKING.slice(0, 3), RANKING.slice(0, 3)]);
    });
  });

  it('give back the items of a shelf that has left the page', async () => {
    const { recommender, change } = sameForAll();
    document.body.append(shelfOf(recommender), shelfOf(recommender));
    await eventually(() => {
      expect(shown()).toEqual(pieces(2));
    });
    document.body.firstElementChild!.remove();
    change();
    await eventually(() => {
      expect(shown()).toEqual(pieces(1));
    });
  });

  it('ask no more often than they must: each once, and again only below a change', async () => {
    const { recommender, requests } = sameForAll();
    document.body.append(shelfOf(recommender), shelfOf(recommender), shelfOf(recommender));
    await eventually(() => {
      expect(shown()).toEqual(pieces(3));
    });
    expect(requests).toHaveLength(3);
    document.querySelectorAll('vitrine-shelf')[2]!.limit = 2;
    await eventually(() => {
      expect(shown()[2]).toHaveLength(2);
    });
    expect(requests).toHaveLength(4);
  });
});

describe('a shelf that finds nothing', () => {
  it.each([
    ['<vitrine-shelf></vitrine-shelf>', ['trending-items']],
    ['<vitrine-shelf fallback="none"></vitrine-shelf>', undefined],
    ['<vitrine-shelf fallback="buy-again, trending-items"></vitrine-shelf>', ['buy-again', 'trending-items']],
    ['<vitrine-shelf><p>All our boots</p></vitrine-shelf>', undefined],
    ['<vitrine-shelf model="buy-again"></vitrine-shelf>', undefined],
    ['<vitrine-shelf model="bought-together"></vitrine-shelf>', ['recommended-for-you', 'trending-items']],
    [
      '<vitrine-shelf model="bought-together" object-ids="a"></vitrine-shelf>',
      ['also-viewed', 'related-products', 'recommended-for-you', 'trending-items'],
    ],
  ])('%s asks for its fallback', async (html, fallback) => {
    const { recommender, requests } = sameForAll();
    document.body.innerHTML = html;
    document.querySelector('vitrine-shelf')!.recommender = recommender;
    await eventually(() => {
      expect(requests[0]?.fallback).toEqual(fallback);
      expect(requests).toHaveLength(1);
    });
  });
});

describe('a stand-in', () => {
  it('is no model that fills a shelf above', async () => {
    const { recommender, requests } = sameForAll();
    document.body.append(
      shelfOf(recommender, { model: 'trending-items' }),
      shelfOf(recommender, { model: 'bought-together' }),
      shelfOf(recommender, { model: 'bought-together', fallback: 'trending-items' }),
    );
    await eventually(() => {
      expect(shown()).toEqual(pieces(3));
    });
    expect(requests.map(({ fallback }) => fallback)).toEqual([
      ['recommended-for-you'],
      ['recommended-for-you'],
      ['trending-items'],
    ]);
  });
});

describe('an empty shelf', () => {
  const empty = {
    recommend: () =>
      Promise.resolve({ queryID: 'q', backend: 'js', images: 'none', personal: false, items: [], ms: 0 }),
    images: () => Promise.resolve({ mode: 'none', images: new Map() }),
    on: () => () => undefined,
  } as unknown as Recommender;

  it('takes no room if nothing in sight lies below it', async () => {
    const shelf = shelfOf(empty);
    shelf.style.setProperty('--vitrine-shelf-height', '2000px');
    document.body.append(shelf);
    await eventually(() => {
      expect(shelf.offsetHeight).toBe(0);
    });
  });

  it('keeps its room while something in sight lies below it, and gives it up once it has been passed', async () => {
    const shelf = shelfOf(empty);
    shelf.style.setProperty('--vitrine-shelf-height', '60px');
    const text = document.createElement('p');
    text.textContent = 'below';
    const tall = document.createElement('div');
    tall.style.blockSize = '3000px';
    document.body.append(shelf, text, tall);
    await eventually(() => {
      expect(shelf.shelf).toBeDefined();
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(shelf.offsetHeight).toBe(60);
    scrollTo(0, 400);
    await eventually(() => {
      expect(shelf.offsetHeight).toBe(0);
    });
    scrollTo(0, 0);
  });
});
