import { VitrineError } from '../errors.ts';
import type { Item } from '../types.ts';

/** The languages that `--language` gives. */
export interface GivenLanguages {
  readonly byFile: ReadonlyMap<string, string>;
  /** Language of items that name none, in files without a language. */
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
      throw new VitrineError(
        'bad-argument',
        `--language names ${file}, which is not among the catalogues of this build: ${files.join(', ')}`,
      );
    if (file === undefined) otherwise = languageTag(tag);
    else byFile.set(file, languageTag(tag));
  }
  return { byFile, otherwise };
}

/** Gives a language tag in its canonical form, such as `pt-BR` for `pt_br`. @throws {VitrineError} `bad-argument` */
function languageTag(text: string): string {
  try {
    const [tag] = Intl.getCanonicalLocales(text.trim().replaceAll('_', '-'));
    if (tag !== undefined) return tag;
  } catch {
    // The error below covers it.
  }
  throw new VitrineError('bad-argument', `${text} is not a language tag: give one such as en or pt-BR`);
}

/**
 * Groups items by language. The language of most items comes first: it is the default for pages in other languages.
 *
 * @param otherwise Language of items that name none.
 * @throws {VitrineError} `bad-catalogue` if an item has no language, or an id occurs twice in one; `bad-argument` for an
 *   invalid tag.
 */
export function byLanguage(items: readonly Item[], otherwise: string | undefined): Map<string, Item[]> {
  const parts = new Map<string, Map<string, Item>>();
  for (const item of items) {
    const said = item.language ?? otherwise;
    if (said === undefined)
      throw new VitrineError(
        'bad-catalogue',
        `item ${item.id} names no language: give the language of such items with --language`,
      );
    const tag = languageTag(said);
    const part = parts.get(tag) ?? new Map<string, Item>();
    if (part.has(item.id))
      throw new VitrineError(
        'bad-catalogue',
        `item ${item.id} occurs twice in ${tag}: give each item one row a language`,
      );
    parts.set(tag, part.set(item.id, { ...item, language: tag }));
  }
  const sorted = [...parts].sort((a, b) => b[1].size - a[1].size);
  return new Map(sorted.map(([tag, part]) => [tag, [...part.values()]]));
}
