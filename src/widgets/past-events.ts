import type { EventName, Forgotten, Profile, ShopperEvent } from '../types.ts';
import { eventKind } from './event-kind.ts';
import type { DidKind } from './strings/panel/panel-strings.ts';

/** Something that a shopper did, once or several times. */
export interface PastEvent {
  /** Tells it from the others. */
  readonly key: string;
  readonly kind: DidKind;
  /** The titles of its products, or its id if the title is unknown; or the words of a search. */
  readonly what: readonly string[];
  /** When it was done last, in epoch milliseconds. */
  readonly at: number;
  /** The events that it stands for. */
  readonly events: readonly Forgotten[];
}

/** What the shop did, and what the panel shows with the interests. */
const LEFT_OUT: ReadonlySet<EventName> = new Set(['view_item_list', 'mute', 'less', 'unmute']);

/** The kind of an event in a history. @returns undefined if a history does not show it. */
export function didKind(name: EventName): DidKind | undefined {
  if (LEFT_OUT.has(name)) return undefined;
  return name === 'remove_from_cart' ? 'uncart' : eventKind(name);
}

/** A history as a shopper reads it, the latest first. The same thing done several times is told once. */
export function pastEvents({ events, titles }: Pick<Profile, 'events' | 'titles'>): PastEvent[] {
  const found = new Map<string, PastEvent & { readonly events: Forgotten[] }>();
  for (const event of events.toReversed()) {
    const kind = didKind(event.name);
    if (kind === undefined) continue;
    const key = JSON.stringify([kind, event.ids, event.term]);
    const { name, at, ids } = event;
    let past = found.get(key);
    if (!past) found.set(key, (past = { key, kind, what: whatOf(event, titles), at, events: [] }));
    past.events.push({ name, at, ids });
  }
  return [...found.values()];
}

/** The past events that have every word of a text, in their names or titles. Case and accents make no difference. */
export function foundIn(
  past: readonly PastEvent[],
  text: string,
  nameOf: (kind: DidKind) => string,
): readonly PastEvent[] {
  const words = plain(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return past;
  return past.filter(({ kind, what }) => {
    const own = plain([nameOf(kind), ...what].join(' '));
    return words.every((word) => own.includes(word));
  });
}

function whatOf({ ids, term }: ShopperEvent, titles: Profile['titles']): string[] {
  return term !== undefined && term !== '' ? [term] : ids.map((id) => titles.get(id) ?? id);
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}
