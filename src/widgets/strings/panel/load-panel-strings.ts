import { arrived } from '../../../errors.ts';
import { languageOf, primaryOf, type Language } from '../../language.ts';
import { mergeStrings } from '../../merge-strings.ts';
import { en } from './en.ts';
import type { PanelStrings } from './panel-strings.ts';

/** Languages that are loaded only if a panel uses them. */
const OTHERS: Readonly<Record<string, () => Promise<PanelStrings>>> = {
  ar: async () => (await arrived(() => import('./ar.ts'))).ar,
  de: async () => (await arrived(() => import('./de.ts'))).de,
  es: async () => (await arrived(() => import('./es.ts'))).es,
  fr: async () => (await arrived(() => import('./fr.ts'))).fr,
  zh: async () => (await arrived(() => import('./zh.ts'))).zh,
};

/** A panel's language: that of all elements, and the panel's own texts. */
export interface PanelLanguage extends Language {
  readonly words: PanelStrings;
}

/** The language of a panel. Its texts are English where there is no translation, or it does not load. */
export async function panelLanguage(element: Element): Promise<PanelLanguage> {
  const primary = primaryOf(languageOf(element).tag);
  const load = Object.hasOwn(OTHERS, primary) ? OTHERS[primary]! : undefined;
  const texts = (await load?.().catch(() => undefined)) ?? en;
  const language = languageOf(element); // those of the elements may have arrived meanwhile
  return { ...language, words: mergeStrings(texts, language.strings.privacy) };
}
