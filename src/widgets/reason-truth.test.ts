import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVENT_WEIGHTS } from '../core/history/event.ts';
import { MODELS } from '../core/ranking/recommend.ts';
import { ids, shelf } from '../core/testing/shop.ts';
import type { EventName, Reason, ShopperEvent } from '../types.ts';
import { fill } from './language.ts';
import { quoted } from './quoted.ts';
import { reasonText } from './reason-text.ts';
import type { ReasonKind, Strings } from './strings/strings.ts';

const files = import.meta.glob<Record<string, Strings>>(['./strings/??.ts'], { eager: true });
const languages = Object.entries(files).map(([path, module]) => {
  const name = path.slice(-5, -3);
  return [name, module[name]!] as const;
});

/** Which events make a sentence true, and which make it false again if they come later. */
const TRUE_OF: Readonly<Partial<Record<ReasonKind, readonly EventName[]>>> = {
  view: ['view_item', 'select_item', 'dwell'],
  cart: ['add_to_cart'],
  wishlist: ['add_to_wishlist'],
  purchase: ['purchase'],
  like: ['like'],
};
const FALSE_AFTER: Readonly<Partial<Record<ReasonKind, readonly EventName[]>>> = {
  cart: ['remove_from_cart'],
  like: ['hide', 'dislike'],
};
const NAMES = Object.keys(EVENT_WEIGHTS) as EventName[];
const TITLES = new Map(ids.map((id) => [id, `the ${id}`]));

/** Every sentence that names an item and is true of a history: "Because you looked at the boot". */
function trueSentences(events: readonly ShopperEvent[], seeds: readonly string[], strings: Strings) {
  const lastOf = (id: string, names: readonly EventName[] = []) =>
    events.findLastIndex((event) => names.includes(event.name) && event.ids.includes(id));
  const sentence = (kind: ReasonKind, id: string) =>
    fill(strings.reasons[kind], { item: quoted(TITLES.get(id)!, strings) });
  const kinds = Object.keys(TRUE_OF) as ReasonKind[];
  return new Set([
    ...ids.flatMap((id) =>
      kinds
        .filter((kind) => lastOf(id, TRUE_OF[kind]) > lastOf(id, FALSE_AFTER[kind]))
        .map((kind) => sentence(kind, id)),
    ),
    ...seeds.map((id) => sentence('seed', id)),
  ]);
}

const history = fc.array(
  fc.record({
    name: fc.constantFrom(...NAMES),
    ids: fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 3 }),
    at: fc.integer({ min: 0, max: 1e9 }),
  }),
  { maxLength: 12 },
);
const seeds = fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 2 });

describe.each(languages)('the sentences in %s', (_, strings) => {
  it('are true of the history that the shelf was computed from', async () => {
    await fc.assert(
      fc.asyncProperty(
        history,
        fc.constantFrom(...MODELS.filter((model) => model !== 'looking-similar')),
        seeds,
        async (events, model, objectIDs) => {
          const given = { threshold: -Infinity };
          const items = await shelf(model, events, given, { now: 1e9, objectIDs });
          const isTrue = trueSentences(events, objectIDs, strings);
          for (const { reasons } of items) {
            for (const text of reasonText(reasons, strings, TITLES))
              if (text.includes('the '))
                expect(isTrue, `${text} of ${JSON.stringify(events)}`).toContain(text);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each(NAMES)('tell nothing of a %s that lowered the item', (event) => {
    const reasons: Reason[] = [
      { event: 'popularity', share: 1.4 },
      { event, objectID: 'boot', share: -0.4 },
    ];
    expect(reasonText(reasons, strings, TITLES)).toEqual([strings.reasons.popularity]);
  });
});
