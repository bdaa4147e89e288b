import { arrived } from '../errors.ts';
import { en } from './strings/en.ts';
import type { Strings } from './strings/strings.ts';

/** Languages that are loaded only if the page uses them. */
const OTHERS: Readonly<Record<string, () => Promise<Strings>>> = {
  ar: async () => (await arrived(() => import('./strings/ar.ts'))).ar,
  de: async () => (await arrived(() => import('./strings/de.ts'))).de,
  es: async () => (await arrived(() => import('./strings/es.ts'))).es,
  fr: async () => (await arrived(() => import('./strings/fr.ts'))).fr,
  zh: async () => (await arrived(() => import('./strings/zh.ts'))).zh,
};

/** By tag in small letters: a language, or one of its forms. */
export const loaded = new Map<string, Strings>([['en', en]]);

/** The texts that Vitrine has in a language. @returns undefined if it has none. */
export async function builtIn(primary: string): Promise<Strings | undefined> {
  return Object.hasOwn(OTHERS, primary) ? OTHERS[primary]!() : undefined;
}

/** Loads a language, if there is such a translation. If loading fails, English takes its place. */
async function load(primary: string): Promise<void> {
  const strings = await builtIn(primary).catch(() => en);
  if (strings && !loaded.has(primary)) loaded.set(primary, strings); // the shop's own may have come meanwhile
}

/** Loads the languages that a page has now, so that no element shows English first and another language later. */
export async function loadLanguages(page: Document): Promise<void> {
  const tags = [...page.querySelectorAll<HTMLElement>('[lang]')].map(({ lang }) => primaryOf(lang));
  await Promise.all([...new Set(tags)].map(load));
}

/** An element's texts, and the language in which it formats numbers. */
export interface Language {
  /** BCP 47, as the page writes it. */
  readonly tag: string;
  readonly strings: Strings;
}

/**
 * The language of the nearest `lang` attribute, across the borders of shadow trees. English, if there is no translation.
 * A language that has not been loaded yet is loaded, and used from the next rendering on.
 */
export function languageOf(element: Element): Language {
  const tag = nearestLang(element) || 'en';
  const primary = primaryOf(tag);
  const strings = loaded.get(tag.toLowerCase()) ?? loaded.get(primary);
  if (!strings) void load(primary);
  return { tag, strings: strings ?? en };
}

/** The language of a BCP 47 tag: `de` of `de-AT`. */
export function primaryOf(tag: string): string {
  return tag.toLowerCase().split('-', 1)[0]!;
}

function nearestLang(element: Element): string {
  const found = element.closest<HTMLElement>('[lang]');
  if (found) return found.lang;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? nearestLang(root.host) : '';
}

/** Replaces each `{name}` in a text by its value. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
