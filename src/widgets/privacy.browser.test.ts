import { afterEach, expect, it, vi } from 'vitest';
import type { EventName, Interest, Profile, Recommender, ShopperEvent } from '../types.ts';
import './define.ts';

const DAY = Date.UTC(2026, 10, 20, 12);
const event = (name: EventName, at: number, ...ids: string[]): ShopperEvent => ({ name, ids, at: DAY + at });
const interest = (id: string, given: Partial<Interest> = {}): Interest => ({
  objectIDs: [id],
  share: 0.5,
  muted: false,
  less: false,
  categories: [`Home > Category of ${id}`],
  from: [{ event: 'view_item', objectID: id, share: 1 }],
  ...given,
});

/** A recommender whose profile can be changed, and which records its calls. */
function fake(profile: Partial<Profile>) {
  const calls: unknown[][] = [];
  let changed = (): void => undefined;
  const call =
    (name: string) =>
    (...given: unknown[]) => {
      calls.push([name, ...given]);
      return Promise.resolve();
    };
  const now = { events: [], interests: [], titles: new Map(), kept: 'memory', giftMode: false, ...profile };
  const recommender = {
    profile: () => Promise.resolve(now),
    track: call('track'),
    forget: call('forget'),
    setGiftMode: call('setGiftMode'),
    images: () => Promise.resolve({ mode: 'none', images: new Map() }),
    on: (_: string, listener: () => void) => {
      changed = listener;
      return () => undefined;
    },
  } as unknown as Recommender;
  const change = (next: Partial<Profile>) => {
    Object.assign(now, next);
    changed();
  };
  return { recommender, calls, change };
}

async function mount(recommender: Recommender, lang = 'en'): Promise<ShadowRoot> {
  document.body.innerHTML = `<div lang="${lang}"><vitrine-privacy></vitrine-privacy></div>`;
  await customElements.whenDefined('vitrine-privacy');
  const element = document.querySelector('vitrine-privacy')!;
  element.recommender = recommender;
  await vi.waitFor(
    () => {
      expect(element.shadowRoot?.querySelector('h2')?.textContent).toBeTruthy();
    },
    { timeout: 10_000 },
  );
  return element.shadowRoot!;
}

const texts = (root: ParentNode, selector: string) =>
  [...root.querySelectorAll(selector)].map((element) => element.textContent);
const button = (root: ParentNode, key: string) =>
  root.querySelector<HTMLElement>(`[data-key=${JSON.stringify(key)}]`)!;
const titles = new Map([
  ['a', 'Lamp'],
  ['b', 'Desk'],
]);

afterEach(() => {
  document.body.innerHTML = '';
});

it('shows each interest with its name, share and what it comes from', async () => {
  const { recommender } = fake({ interests: [interest('a'), interest('b', { categories: [] })], titles });
  const root = await mount(recommender);
  expect(texts(root, '[part=interest] bdi')).toEqual(['Category of a', 'Desk']);
  expect(texts(root, '.percent')).toEqual(['50%', '50%']);
  expect(texts(root, '[part=interest] p')).toEqual(['From: Viewed “Lamp”', 'From: Viewed “Desk”']);
});

it('turns an interest down or off, and back, and keeps the focus on its button', async () => {
  const { recommender, calls, change } = fake({ interests: [interest('a'), interest('b')], titles });
  const root = await mount(recommender);
  const less = button(root, 'less b');
  expect(less.getAttribute('aria-pressed')).toBe('false');
  less.focus();
  less.click();
  expect(calls).toEqual([['track', 'less', { items: [{ item_id: 'b' }] }]]);
  change({ interests: [interest('b', { less: true }), interest('a')] });
  await vi.waitFor(() => {
    expect(button(root, 'less b').getAttribute('aria-pressed')).toBe('true');
  });
  expect(root.activeElement).toBe(button(root, 'less b'));
  button(root, 'less b').click();
  button(root, 'mute a').click();
  expect(calls.slice(1)).toEqual([
    ['track', 'unmute', { items: [{ item_id: 'b' }] }],
    ['track', 'mute', { items: [{ item_id: 'a' }] }],
  ]);
});

it('searches the history, and forgets one thing with all its events', async () => {
  const events = [event('view_item', 1, 'a'), event('purchase', 2, 'b'), event('dwell', 3, 'a')];
  const { recommender, calls, change } = fake({ events, titles });
  const root = await mount(recommender);
  expect(texts(root, '[part=event] > div')).toEqual(['Viewed Lamp', 'Bought Desk']);
  const find = root.querySelector<HTMLInputElement>('#find')!;
  find.value = 'desk';
  find.dispatchEvent(new Event('input'));
  expect(texts(root, '[part=event] > div')).toEqual(['Bought Desk']);
  find.value = 'chair';
  find.dispatchEvent(new Event('input'));
  expect(root.textContent).toContain('Nothing found');
  find.value = '';
  find.dispatchEvent(new Event('input'));
  const forget = root.querySelector<HTMLElement>('[part=event] button')!;
  forget.focus();
  forget.click();
  expect(calls).toEqual([
    [
      'forget',
      [
        { name: 'dwell', at: DAY + 3, ids: ['a'] },
        { name: 'view_item', at: DAY + 1, ids: ['a'] },
      ],
    ],
  ]);
  change({ events: [events[1]!] });
  await vi.waitFor(() => {
    expect(texts(root, '[part=event] > div')).toEqual(['Bought Desk']);
  });
  expect(root.activeElement).toBe(root.querySelector('[part=event] button')); // of what is in its place now
});

it('shows a long history page by page', async () => {
  const events = Array.from({ length: 20 }, (_, i) => event('view_item', i, `item ${i}`));
  const { recommender } = fake({ events });
  const root = await mount(recommender);
  const more = root.querySelector<HTMLElement>('.more')!;
  expect(root.querySelectorAll('[part=event]')).toHaveLength(8);
  more.click();
  more.click();
  expect(root.querySelectorAll('[part=event]')).toHaveLength(20);
  expect(more.hidden).toBe(true);
  expect(root.activeElement).toBe(root.querySelectorAll('[part=event] button')[16]);
});

it('turns gift mode on and shows it', async () => {
  const { recommender, calls, change } = fake({});
  const root = await mount(recommender);
  const gift = root.querySelector<HTMLInputElement>('[aria-describedby=gift-hint]')!;
  gift.click();
  expect(calls).toEqual([['setGiftMode', true]]);
  change({ giftMode: true });
  await vi.waitFor(() => {
    expect(gift.checked).toBe(true);
  });
});

it('speaks the language of the page', async () => {
  const { recommender } = fake({ interests: [interest('a')], titles });
  const root = await mount(recommender, 'de');
  expect(texts(root, 'h2, h3')).toEqual([
    'Ihr Verlauf in diesem Shop',
    'Ihre Interessen',
    'Was Sie getan haben',
  ]);
});
