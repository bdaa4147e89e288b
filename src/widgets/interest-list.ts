import type { EventName, Interest, Reason } from '../types.ts';
import { h } from './h.ts';
import { fill } from './language.ts';
import { didKind } from './past-events.ts';
import { quoted } from './quoted.ts';
import type { PanelLanguage } from './strings/panel/load-panel-strings.ts';

/** What a shopper can say of an interest. */
export type Choice = Extract<EventName, 'less' | 'mute' | 'unmute'>;

const MAX_NAMES = 2;
const MAX_SOURCES = 3;

/** An interest's name: the last levels of its main categories, or else the titles of its strongest items. */
export function interestName(
  { categories, objectIDs }: Pick<Interest, 'categories' | 'objectIDs'>,
  titles: ReadonlyMap<string, string>,
): readonly string[] {
  const named = categories.map((category) => category.split('>').at(-1)!.trim());
  const names = named.length > 0 ? named : objectIDs.map((id) => titles.get(id) ?? id);
  return [...new Set(names)].slice(0, MAX_NAMES);
}

/** The interests as list items: name, share, where each comes from, and two buttons that turn it down or off. */
export function interestItems(
  interests: readonly Interest[],
  titles: ReadonlyMap<string, string>,
  language: PanelLanguage,
  choose: (interest: Interest, choice: Choice) => void,
): HTMLLIElement[] {
  const { tag, words } = language;
  const percent = new Intl.NumberFormat(tag, { style: 'percent' });
  const list = new Intl.ListFormat(tag, { type: 'unit', style: 'short' });
  return interests.map((interest, i) => {
    const { share, muted, less, objectIDs } = interest;
    const button = (choice: 'less' | 'mute', name: string, pressed: boolean) =>
      h(
        'button',
        {
          type: 'button',
          part: 'button',
          'aria-pressed': String(pressed),
          'data-key': `${choice} ${objectIDs[0]}`,
          onclick: () => {
            choose(interest, pressed ? 'unmute' : choice);
          },
        },
        name,
      );
    const bar = h('div', { class: 'bar', part: 'share', 'aria-hidden': 'true' });
    bar.style.setProperty('--share', String(share));
    const names = interestName(interest, titles);
    return h(
      'li',
      { part: 'interest', class: muted ? 'off' : undefined },
      h(
        'h4',
        { id: `interest-${i}` },
        h('bdi', {}, names.join(', ')),
        h('span', { class: 'percent' }, percent.format(share)),
      ),
      bar,
      h(
        'p',
        { class: 'status' },
        fill(words.from, { what: list.format(sourcesOf(interest.from, titles, language)) }),
      ),
      h(
        'div',
        { class: 'actions', role: 'group', 'aria-labelledby': `interest-${i}` },
        button('less', words.less, less),
        button('mute', words.off, muted),
      ),
    );
  });
}

/** What an interest comes from, as a shopper reads it: "Viewed “Lamp”". */
function sourcesOf(
  from: readonly Reason[],
  titles: ReadonlyMap<string, string>,
  { words, strings }: PanelLanguage,
): string[] {
  const told = from.flatMap(({ event, objectID = '' }) => {
    const kind = didKind(event as EventName);
    if (kind === undefined) return [];
    // An item that a search has found is not what was searched for.
    if (kind === 'search') return [words.eventKinds.search];
    return [`${words.did[kind]} ${quoted(titles.get(objectID) ?? objectID, strings)}`];
  });
  return [...new Set(told)].slice(0, MAX_SOURCES);
}
