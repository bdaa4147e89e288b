import { afterEach, describe, expect, it, vi } from 'vitest';
import { languageFor, pickLanguage } from './pick-language.ts';

const FILE = 'https://shop.test/packs/languages.json';
afterEach(() => {
  vi.restoreAllMocks();
});

it.each([
  ['de', ['en', 'de'], 'de'],
  ['DE-at', ['en', 'de'], 'de'],
  ['zh-Hant-TW', ['zh', 'zh-Hant', 'en'], 'zh-Hant'],
  ['pt', ['en', 'pt-BR'], 'pt-BR'],
  ['pt-PT', ['en', 'pt-BR'], 'pt-BR'],
  ['nl', ['en', 'de'], undefined],
  ['', ['en'], undefined],
])('for %s takes of %j %s', (lang, tags, expected) => {
  expect(languageFor(lang, tags)).toBe(expected);
});

describe('pickLanguage', () => {
  const answers = (body: string | null, status = 200) =>
    vi.spyOn(globalThis, 'fetch').mockImplementation(() => Promise.resolve(new Response(body, { status })));
  const file = JSON.stringify({ default: 'en', packs: { en: 'en/manifest.json', de: 'de/manifest.json' } });

  it('gives the manifest of the language, or of the default', async () => {
    answers(file);
    expect(await pickLanguage(FILE, 'de-CH')).toBe('https://shop.test/packs/de/manifest.json');
    expect(await pickLanguage(FILE, 'fr')).toBe('https://shop.test/packs/en/manifest.json');
    expect(await pickLanguage(FILE, '')).toBe('https://shop.test/packs/en/manifest.json');
  });

  it.each([
    ['a file that is not there', null, 404, 'pack-load'],
    ['what is no JSON', '<html>', 200, 'bad-pack'],
    ['a list of no packs', '{}', 200, 'bad-pack'],
    ['null', 'null', 200, 'bad-pack'],
  ])('refuses %s', async (_, body, status, code) => {
    answers(body, status);
    await expect(pickLanguage(FILE, 'de')).rejects.toMatchObject({ code });
  });

  it('rejects if the host cannot be reached', async () => {
    vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('offline'));
    await expect(pickLanguage(FILE, 'de')).rejects.toMatchObject({ code: 'pack-load' });
  });
});
