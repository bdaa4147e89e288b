import { ar } from './strings/ar.ts';
import { de } from './strings/de.ts';
import { en } from './strings/en.ts';
import { es } from './strings/es.ts';
import { fr } from './strings/fr.ts';
import type { Strings } from './strings/strings.ts';
import { zh } from './strings/zh.ts';

const ALL: Readonly<Record<string, Strings>> = { en, de, fr, es, zh, ar };

/** What an element says, and the language to format numbers in. */
export interface Language {
  /** BCP 47, as the page writes it. */
  readonly tag: string;
  readonly strings: Strings;
}

/** The language of the nearest `lang`, also outside the shadow tree that the element is in; English, where it is none of ours. */
export function languageOf(element: Element): Language {
  const tag = nearestLang(element) || 'en';
  const [primary = 'en'] = tag.toLowerCase().split('-');
  return { tag, strings: ALL[primary] ?? en };
}

function nearestLang(element: Element): string {
  const found = element.closest<HTMLElement>('[lang]');
  if (found) return found.lang;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? nearestLang(root.host) : '';
}

/** Puts values where a text has `{name}`. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
