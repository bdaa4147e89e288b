import { VitrineError } from '../errors.ts';
import { fetchFile } from '../wire/fetch-file.ts';
import { parseUrl } from '../wire/parse-url.ts';
import type { Languages } from '../core/languages.ts';

/**
 * Picks the manifest of the page's language from a `languages.json`. Its own chunk: few shops need it.
 *
 * @param address Absolute address of that file.
 * @throws {VitrineError} `pack-load`, `bad-pack`
 */
export async function pickLanguage(address: string, lang: string): Promise<string> {
  const file = await fetchFile(address, { cache: 'no-cache' });
  const { packs = {}, default: otherwise = '' } = (parsed(file) ?? {}) as Partial<Languages>;
  const pack: unknown = packs[languageFor(lang, Object.keys(packs)) ?? otherwise];
  const manifest = typeof pack === 'string' ? parseUrl(pack, address) : undefined;
  if (!manifest)
    throw new VitrineError(
      'bad-pack',
      `${address} names no pack for ${lang || 'pages without a language'}, and no default: add one`,
    );
  return manifest.href;
}

/** The language itself, else its general form, else another of its forms: `de-AT` takes `de`, and `pt` takes `pt-BR`. */
export function languageFor(lang: string, tags: readonly string[]): string | undefined {
  const wanted = lang.toLowerCase().split('-');
  for (let length = wanted.length; length > 0; length--) {
    const start = wanted.slice(0, length).join('-');
    const found = tags.find((tag) => tag.toLowerCase() === start);
    if (found !== undefined) return found;
  }
  return tags.find((tag) => tag.toLowerCase().split('-')[0] === wanted[0]);
}

function parsed(file: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(file));
  } catch {
    return undefined; // the caller reports that it names no pack
  }
}
