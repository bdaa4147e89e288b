import type { ShopperEvent } from '../../types/events.ts';
import type { Item } from '../../types/items.ts';
import type { Catalogue } from '../catalogue.ts';
import { onlyIds } from './only-ids.ts';

type Guarded = Pick<Catalogue, 'items' | 'sensitive'>;

/**
 * Whether an item says too much of a person to be remembered: its category is one of those that the shop has named, or is
 * below one, as `Health > Tests` is below `Health`. Upper case, accents and white space make no difference. An item without
 * a category is judged by its title: see `isSensitiveText`.
 */
export function isSensitive({ category, title }: Partial<Item>, catalogue: Guarded): boolean {
  const { sensitive = [] } = catalogue;
  if (sensitive.length === 0) return false;
  if (category === undefined) return title !== undefined && isSensitiveText(title, catalogue);
  let known = judgedOf.get(catalogue.items);
  if (!known) judgedOf.set(catalogue.items, (known = new Map()));
  let judged = known.get(category);
  if (judged === undefined) known.set(category, (judged = isBelow(category, sensitive)));
  return judged;
}

function isBelow(category: string, names: readonly string[]): boolean {
  const path = `>${levelsOf(category).join('>')}>`;
  return names.some((name) => path.includes(`>${levelsOf(name).join('>')}>`));
}

/**
 * Whether a text has a word that speaks of a sensitive category: one of its name's last level, or one that most items of the
 * catalogue that have it in their title have because they are sensitive.
 */
export function isSensitiveText(text: string, catalogue: Guarded): boolean {
  if (!catalogue.sensitive?.length) return false;
  let telling = tellingOf.get(catalogue.items);
  if (!telling) tellingOf.set(catalogue.items, (telling = tellingWords(catalogue)));
  return wordsOf(text).some((word) => telling.has(word));
}

/**
 * The events without items of sensitive categories, and without searches that speak of them. An event that named only such
 * items is dropped.
 */
export function withoutSensitive(
  events: readonly ShopperEvent[],
  catalogue: Pick<Catalogue, 'items' | 'rowOf' | 'sensitive'>,
): readonly ShopperEvent[] {
  const { items, rowOf, sensitive } = catalogue;
  if (!sensitive?.length) return events;
  const isOut = (id: string, text: string | undefined) => {
    const row = rowOf.get(id);
    if (row !== undefined) return isSensitive(items[row]!, catalogue);
    return text !== undefined && isSensitiveText(text, catalogue);
  };
  return events.flatMap((event) => {
    if (event.term !== undefined && isSensitiveText(event.term, catalogue)) return [];
    return onlyIds(event, (id) => !isOut(id, event.texts?.[id])) ?? [];
  });
}

// By the list of items, which is another one for each pack. A long history asks for each of its events.
const judgedOf = new WeakMap<readonly Item[], Map<string, boolean>>();
const tellingOf = new WeakMap<readonly Item[], ReadonlySet<string>>();

function tellingWords(catalogue: Guarded): ReadonlySet<string> {
  const { items, sensitive = [] } = catalogue;
  const counts = new Map<string, number>(); // more than 0: most items that have the word are sensitive
  for (const item of items) {
    if (item.category === undefined) continue;
    const step = isSensitive(item, catalogue) ? 1 : -1;
    for (const word of new Set(wordsOf(item.title))) counts.set(word, (counts.get(word) ?? 0) + step);
  }
  const telling = new Set(sensitive.flatMap((name) => wordsOf(levelsOf(name).at(-1) ?? '')));
  for (const [word, count] of counts) if (count > 0) telling.add(word);
  return telling;
}

/** The levels of a category, as they are compared. */
function levelsOf(category: string): string[] {
  return plain(category)
    .split(/[>/|]/)
    .map((level) => level.trim())
    .filter((level) => level !== '');
}

/**
 * The words of a text, without the ends of plurals: `cream` for `creams`, `len` for `lens` and `lenses`. Short ones, as `and`,
 * say nothing.
 */
function wordsOf(text: string): string[] {
  return (plain(text).match(/[\p{L}\p{N}]{4,}/gu) ?? []).map((word) => word.replace(/[es]{1,6}$/, ''));
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ');
}
