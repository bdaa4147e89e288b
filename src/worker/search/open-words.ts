import { arrived } from '../../errors.ts';
import { englishStem } from '../../core/search/english.ts';
import type { Stem } from '../../core/search/expand.ts';
import type { ItemWords } from '../../core/search/word-index.ts';
import { createWordSearch, type SearchWords } from '../../core/search/word-search.ts';
import type { Item } from '../../types.ts';

/** Snowball's algorithms, each loaded if the catalogue is in its language. */
const STEMMERS: Readonly<Record<string, () => Promise<{ readonly stemmer: Stem }>>> = {
  da: () => import('@orama/stemmers/danish'),
  de: () => import('@orama/stemmers/german'),
  en: () => import('@orama/stemmers/english'),
  es: () => import('@orama/stemmers/spanish'),
  fi: () => import('@orama/stemmers/finnish'),
  fr: () => import('@orama/stemmers/french'),
  hu: () => import('@orama/stemmers/hungarian'),
  it: () => import('@orama/stemmers/italian'),
  nl: () => import('@orama/stemmers/dutch'),
  no: () => import('@orama/stemmers/norwegian'),
  pt: () => import('@orama/stemmers/portuguese'),
  ro: () => import('@orama/stemmers/romanian'),
  ru: () => import('@orama/stemmers/russian'),
  sv: () => import('@orama/stemmers/swedish'),
  tr: () => import('@orama/stemmers/turkish'),
};

/**
 * Indexes items by their words.
 *
 * @param telling Words of each item's description, in place of the description.
 * @param language A BCP 47 tag; English by default.
 */
export async function openWords(
  items: readonly Item[],
  telling: ItemWords | undefined,
  language = 'en',
): Promise<SearchWords> {
  return createWordSearch(items, await stemOf(language.split('-', 1)[0]!.toLowerCase()), telling);
}

/** A language without an algorithm keeps its endings. */
async function stemOf(language: string): Promise<Stem> {
  const load = STEMMERS[language === 'nb' || language === 'nn' ? 'no' : language];
  if (!load) return (word) => word;
  const { stemmer } = await arrived(load);
  return language === 'en' ? englishStem(stemmer) : stemmer;
}
