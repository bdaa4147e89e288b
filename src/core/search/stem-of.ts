import { arrived } from '../../errors.ts';
import { englishStem } from './english.ts';
import type { Stem } from './expand.ts';

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

/** The stems of a language; one without an algorithm keeps its endings. @param tag A BCP 47 tag; English by default. */
export async function stemOf(tag = 'en'): Promise<Stem> {
  const language = tag.split('-', 1)[0]!.toLowerCase();
  const load = STEMMERS[language === 'nb' || language === 'nn' ? 'no' : language];
  if (!load) return (word) => word;
  const { stemmer } = await arrived(load);
  return language === 'en' ? englishStem(stemmer) : stemmer;
}
