import { VitrineError } from '../errors.ts';
import type { Item } from '../types.ts';

/** What `--language` says: of files, and of whatever else does not say it. */
export interface GivenLanguages {
  readonly byFile: ReadonlyMap<string, string>;
  readonly otherwise: string | undefined;
}

/** Reads `de` and `products-fr.csv=fr`. @throws {VitrineError} `bad-argument` */
export function parseLanguages(given: readonly string[], files: readonly string[]): GivenLanguages {
  const byFile = new Map<string, string>();
  let otherwise: string | undefined;
  for (const text of given) {
    const cut = text.lastIndexOf('=');
    const [file, tag] = cut < 0 ? [undefined, text] : [text.slice(0, cut), text.slice(cut + 1)];
    if (file !== undefined && !files.includes(file))
      throw new VitrineError('bad-argument', `--language names ${file}, which is no catalogue of this build`);
    if (file === undefined) otherwise = languageTag(tag);
    else byFile.set(file, languageTag(tag));
  }
  return { byFile, otherwise };
}

/** A language as folders and pages name it: `pt-BR`. @throws {VitrineError} `bad-argument` */
function languageTag(text: string): string {
  try {
    const [tag] = Intl.getCanonicalLocales(text.trim().replaceAll('_', '-'));
    if (tag !== undefined) return tag;
  } catch {
    // said below
  }
  throw new VitrineError('bad-argument', `${text} is no language, such as en or pt-BR`);
}

/**
 * Items by their language, the language of most items first: it is for pages of all others.
 *
 * @param otherwise Of items that do not say theirs.
 * @throws {VitrineError} `bad-catalogue` where a language is not known, or has an id twice; `bad-argument` for what is none.
 */
export function byLanguage(items: readonly Item[], otherwise: string | undefined): Map<string, Item[]> {
  const parts = new Map<string, Map<string, Item>>();
  for (const item of items) {
    const said = item.language ?? otherwise;
    if (said === undefined)
      throw new VitrineError(
        'bad-catalogue',
        `${item.id} does not say its language: name one for such items by --language`,
      );
    const tag = languageTag(said);
    const part = parts.get(tag) ?? new Map<string, Item>();
    if (part.has(item.id)) throw new VitrineError('bad-catalogue', `${item.id} is there twice in ${tag}`);
    parts.set(tag, part.set(item.id, { ...item, language: tag }));
  }
  const sorted = [...parts].sort((a, b) => b[1].size - a[1].size);
  return new Map(sorted.map(([tag, part]) => [tag, [...part.values()]]));
}
