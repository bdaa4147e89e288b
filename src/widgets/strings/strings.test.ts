import { describe, expect, it } from 'vitest';
import { MODELS } from '../../core/ranking/recommend.ts';
import { BADGES, badgeStrings } from './badges.ts';
import { en } from './en.ts';
import { en as panelEn } from './panel/en.ts';
import type { PanelStrings } from './panel/panel-strings.ts';
import type { Strings } from './strings.ts';

const panels = import.meta.glob<Record<string, PanelStrings>>(['./panel/??.ts'], { eager: true });
const files = import.meta.glob<Record<string, Strings>>(['./??.ts'], { eager: true });
const languages = Object.entries(files).map(([path, module]) => {
  const name = path.slice(2, 4);
  return [name, module[name]!] as const;
});

/** Every text of a language, by its path: `search.button`. */
function textsOf(strings: object, path = ''): Record<string, string> {
  const entries = Object.entries(strings) as [string, string | object][];
  return Object.fromEntries(
    entries.flatMap(([key, value]) =>
      typeof value === 'string' ? [[path + key, value]] : Object.entries(textsOf(value, `${path}${key}.`)),
    ),
  );
}
const placeholdersOf = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

it('covers six languages', () => {
  expect(languages.map(([name]) => name)).toEqual(['ar', 'de', 'en', 'es', 'fr', 'zh']);
});

describe.each(languages)('the texts in %s', (name, strings) => {
  it('are all there in the panel too, with the same values filled in', () => {
    const [own, english] = [textsOf(panels[`./panel/${name}.ts`]![name]!), textsOf(panelEn)];
    expect(Object.keys(own).sort()).toEqual(Object.keys(english).sort());
    for (const [path, text] of Object.entries(own)) {
      expect(text, path).toMatch(/\S/);
      expect(placeholdersOf(text), path).toEqual(placeholdersOf(english[path]!));
    }
  });

  it.each(MODELS)('have a heading for a shelf of %s', (model) => {
    expect(strings.headings[model]).toMatch(/\S/);
  });

  it('are all there', () => {
    for (const [path, text] of Object.entries(textsOf(strings))) expect(text, path).toMatch(/\S/);
    expect(Object.keys(textsOf(strings)).sort()).toEqual(Object.keys(textsOf(en)).sort());
  });

  it('have the same values filled in as in English', () => {
    const english = textsOf(en);
    for (const [path, text] of Object.entries(textsOf(strings)))
      expect(placeholdersOf(text), path).toEqual(placeholdersOf(english[path]!));
  });
});

describe('the texts of badges', () => {
  it.each(languages)('are there in %s, with the same values filled in as in English', (name) => {
    const texts = textsOf(BADGES[name]!);
    for (const [path, text] of Object.entries(textsOf(BADGES['en']!))) {
      expect(texts[path], path).toMatch(/\S/);
      expect(placeholdersOf(texts[path]!), path).toEqual(placeholdersOf(text));
    }
  });

  it('are English in a language that has none, whatever it is called', () => {
    expect(badgeStrings({ tag: 'de-AT' }).isNew).toBe('Neu');
    for (const tag of ['it', 'constructor', '']) expect(badgeStrings({ tag }).isNew).toBe('New');
  });
});
