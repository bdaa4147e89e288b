import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Profile, Recommender, Shelf, ShelfItem } from '../types.ts';
import './define.ts';
import { languageOf } from './language.ts';
import { loadOwnStrings, useStrings, type OwnStrings } from './own-strings.ts';
import { en } from './strings/en.ts';
import { en as panelEn } from './strings/panel/en.ts';

const item: ShelfItem = {
  objectID: 'a',
  title: 'Lamp',
  price: 2,
  currency: 'EUR',
  rating: 4.5,
  reviewCount: 12,
  availability: 'out_of_stock',
  _score: 1,
  reasons: [{ event: 'view_item', objectID: 'b', title: 'Desk', share: 1 }],
};
const shelf = {
  queryID: 'q',
  backend: 'js',
  images: 'none',
  personal: true,
  items: [item, { ...item, objectID: 'c' }],
};
const profile: Partial<Profile> = {
  events: [{ name: 'view_item', ids: ['a'], at: 0 }],
  titles: new Map([['a', 'Lamp']]),
  interests: [
    {
      objectIDs: ['a'],
      share: 1,
      muted: false,
      less: false,
      categories: [],
      from: [{ event: 'view_item', objectID: 'a', share: 1 }],
    },
  ],
  kept: 'memory',
  giftMode: false,
};
const recommender = {
  recommend: () => Promise.resolve(shelf as unknown as Shelf),
  profile: () => Promise.resolve(profile),
  images: () => Promise.resolve({ mode: 'none', images: new Map() }),
  track: () => Promise.resolve(),
  on: () => () => undefined,
} as unknown as Recommender;

/** English with a mark around each text: a language that nobody speaks. */
function invented<Texts extends object>(texts: Texts): Texts {
  const entries = Object.entries(texts) as [string, string | object][];
  return Object.fromEntries(
    entries.map(([key, value]) => [key, typeof value === 'string' ? `⟦${value}⟧` : invented(value)]),
  ) as Texts;
}

/** All that a shopper reads or hears in a tree, other than products, numbers and dates. */
function wordsIn(root: ParentNode): string[] {
  const texts = [...root.querySelectorAll('*')].flatMap((element) => [
    ...(element.localName === 'bdi' || element.localName === 'time' ? [] : element.childNodes),
    ...['aria-label', 'placeholder', 'title', 'alt'].map((name) => element.getAttributeNode(name)),
  ]);
  return texts
    .filter((node) => node instanceof Text || node instanceof Attr)
    .map((node) => node.textContent!.trim())
    .filter((text) => /\p{L}/u.test(text) && text !== 'Lamp' && text !== 'L' && !/€|EUR/.test(text));
}

let warned: unknown[][] = [];
beforeEach(() => {
  warned = [];
  vi.spyOn(console, 'warn').mockImplementation((...line) => warned.push(line));
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.innerHTML = '';
});
const whyIn = (lang: string) => {
  document.body.lang = lang;
  return languageOf(document.body).strings.why;
};

function put(own: unknown): void {
  const script = document.createElement('script');
  script.type = 'application/json';
  script.dataset['strings'] = '';
  script.textContent = typeof own === 'string' ? own : JSON.stringify(own);
  document.body.append(script);
}

it('shows every text of every element in a language of the shop’s own', async () => {
  put({ tlh: { ...invented(en), privacy: invented(panelEn) } });
  await loadOwnStrings(document);
  expect(warned).toEqual([]);
  const main = document.createElement('main');
  main.lang = 'tlh';
  main.innerHTML =
    '<vitrine-shelf actions="cart,wishlist"></vitrine-shelf><vitrine-shelf layout="bundle" model="bought-together" allow-repeats></vitrine-shelf><vitrine-search></vitrine-search><vitrine-privacy></vitrine-privacy>';
  document.body.append(main);
  await Promise.all(
    ['vitrine-shelf', 'vitrine-search', 'vitrine-privacy'].map((name) => customElements.whenDefined(name)),
  );
  const elements = [...main.children] as (HTMLElement & { recommender: Recommender })[];
  for (const element of elements) element.recommender = recommender;
  await vi.waitFor(
    () => {
      const counts = elements.map(({ shadowRoot }) => wordsIn(shadowRoot!).length > 0);
      expect(counts).toEqual([true, true, true, true]);
      expect(elements[0]!.shadowRoot!.querySelector('[part=why-button]')).toBeTruthy();
      expect(elements[3]!.shadowRoot!.querySelector('[part=event]')).toBeTruthy();
    },
    { timeout: 10_000 },
  );
  const words = elements.flatMap(({ shadowRoot }) => wordsIn(shadowRoot!));
  expect(words.filter((text) => !text.includes('⟦'))).toEqual([]);
  expect(words.length).toBeGreaterThan(30);
});

it('changes single texts, in a form of a language too, and leaves the others', async () => {
  const own = { de: { why: 'Wieso?' }, 'de-AT': { search: { button: 'Such' } } } as OwnStrings;
  await useStrings(own);
  document.body.lang = 'de-AT';
  const { strings } = languageOf(document.body);
  expect([strings.why, strings.search.button, strings.search.none]).toEqual([
    'Wieso?',
    'Such',
    'Nichts gefunden',
  ]);
  expect(whyIn('de-CH')).toBe('Wieso?');
  document.body.lang = 'de';
  expect(languageOf(document.body).strings.search.button).toBe('Suchen');
});

it('speaks English where a new language has no text', async () => {
  await useStrings({ nl: { outOfStock: 'Uitverkocht' } });
  document.body.lang = 'nl-BE';
  const { strings, tag } = languageOf(document.body);
  expect([strings.outOfStock, strings.why, tag]).toEqual(['Uitverkocht', 'Why this?', 'nl-BE']);
});

describe('warns once', () => {
  it('of all keys that it does not know, and of values that are no texts', async () => {
    put(
      '{"it": {"wy": "x", "headings": {"trending": "x"}, "why": 3, "search": "x", "privacy": {"x": "y", "heading": "Storia"}, "__proto__": {"a": "b"}}, "xx": null}',
    );
    await loadOwnStrings(document);
    expect(warned).toEqual([
      [
        expect.stringContaining(
          'it.wy, it.headings.trending, it.why, it.search, it.__proto__, it.privacy.x, xx: see docs/strings.md',
        ),
      ],
    ]);
    expect(whyIn('it')).toBe('Why this?');
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it.each(['no JSON', '[]x', '3', 'null'])('if it is %s', async (text) => {
    put(text);
    await loadOwnStrings(document);
    expect(warned.length).toBeLessThanOrEqual(1); // the same line is shown once
    expect(whyIn('en')).toBe('Why this?');
  });

  it('and fetches nothing, if the address is of another origin', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch');
    document.body.innerHTML = '<p data-strings="https://elsewhere.test/strings.json"></p>';
    await loadOwnStrings(document);
    expect(fetched).not.toHaveBeenCalled();
    expect(warned).toEqual([[expect.stringContaining("on the page's own origin")]]);
  });
});

it('reads an address of the page’s own origin, without cookies and without a referrer', async () => {
  const answer = vi
    .spyOn(globalThis, 'fetch')
    .mockResolvedValue(new Response(JSON.stringify({ sv: { why: 'Varför?' } })));
  document.body.innerHTML = '<p data-strings="/vitrine-strings.json"></p>';
  await loadOwnStrings(document);
  expect(answer.mock.calls[0]).toMatchObject([
    `${location.origin}/vitrine-strings.json`,
    { credentials: 'omit', referrerPolicy: 'no-referrer' },
  ]);
  expect(whyIn('sv')).toBe('Varför?');
  expect(warned).toEqual([]);
});
