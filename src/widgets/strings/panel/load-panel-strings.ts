import { languageOf, primaryOf, type Language } from '../../language.ts';
import { mergeStrings } from '../../merge-strings.ts';
import { PANEL } from './panel-languages.ts';
import type { PanelStrings } from './panel-strings.ts';

/** A panel's language: that of all elements, and the panel's own texts. */
export interface PanelLanguage extends Language {
  readonly words: PanelStrings;
}

/** The language of a panel. Its texts are English where there is no translation, or it does not load. */
export async function panelLanguage(element: Element): Promise<PanelLanguage> {
  const primary = primaryOf(languageOf(element).tag);
  const load = Object.hasOwn(PANEL, primary) ? PANEL[primary]! : undefined;
  const texts = (await load?.().catch(() => undefined)) ?? (await PANEL['en']!());
  const language = languageOf(element); // those of the elements may have arrived meanwhile
  return { ...language, words: mergeStrings(texts, language.strings.privacy) };
}
