import type { Item } from '../../types/items.ts';

/** The most items that a search is taken to have found. */
const MAX_FOUND = 8;
/** Words of a term that count, the first ones. */
const MAX_WORDS = 6;
/** Letters that stand for a plain one. */
const ACCENTED: Readonly<Record<string, string>> = {
  a: 'àáâãäåāă',
  c: 'çćč',
  e: 'èéêëēėę',
  i: 'ìíîïī',
  n: 'ñńň',
  o: 'òóôõöøō',
  s: 'śšş',
  u: 'ùúûüūů',
  y: 'ýÿ',
  z: 'źżž',
};

/** Scripts that put no space between words: Thai, Japanese and Chinese. */
const UNSPACED = /[\u0E00-\u0E7F\u3040-\u30FF\u4E00-\u9FFF]/;

const BEYOND_ASCII = /[\u0080-\uFFFF]/;

/** By the list of items, which is another one for each pack; then by term. */
const found = new WeakMap<readonly Item[], Map<string, readonly number[]>>();

/**
 * The rows that a search finds by words, without a model: those that have all words of the term in their title, brand or
 * category, at the beginning of a word. Items whose title has them come first, then the lower rows, which sell more. Each
 * term is searched for once.
 *
 * @returns 8 rows at most, best first.
 */
export function foundRows(items: readonly Item[], term: string): readonly number[] {
  let byTerm = found.get(items);
  if (!byTerm) found.set(items, (byTerm = new Map()));
  let rows = byTerm.get(term);
  if (!rows) byTerm.set(term, (rows = find(items, term)));
  return rows;
}

function find(items: readonly Item[], term: string): number[] {
  const words = wordsOf(term).map(matcher);
  if (words.length === 0) return [];
  const titled: number[] = [];
  const others: number[] = [];
  const known = new Map<string, readonly boolean[]>(); // brands and categories recur
  const wordsIn = (name: string) => {
    let has = known.get(name);
    if (!has) known.set(name, (has = words.map((word) => word(name))));
    return has;
  };
  for (let row = 0; row < items.length && titled.length < MAX_FOUND; row++) {
    const { title, brand = '', category = '' } = items[row]!;
    if (words.every((word) => word(title))) titled.push(row);
    else if (others.length < MAX_FOUND) {
      const [byBrand, byCategory] = [wordsIn(brand), wordsIn(category)];
      if (words.every((word, i) => byBrand[i] || byCategory[i] || word(title))) others.push(row);
    }
  }
  return [...titled, ...others].slice(0, MAX_FOUND);
}

/** The words of a term, folded, without a plural's s, which titles may lack. */
function wordsOf(term: string): string[] {
  const plain = term
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .slice(0, MAX_WORDS)
    .map((word) => (word.length > 3 ? word.replace(/e?s$/, '') : word))
    .filter((word) => word.length > 1);
}

/**
 * Whether a text has a word that begins so. Most texts lack it and have no accents, which the first two patterns tell several
 * times as fast as the whole one.
 */
function matcher(word: string): (text: string) => boolean {
  const letters = Array.from(word, (letter) =>
    ACCENTED[letter] ? `[${letter}${ACCENTED[letter]}]` : letter,
  );
  const start = UNSPACED.test(word) ? '' : '(?<![\\p{L}\\p{N}])';
  const whole = new RegExp(start + letters.join(''), 'iu');
  const plain = new RegExp(word, 'i');
  return (text) => (plain.test(text) || BEYOND_ASCII.test(text)) && whole.test(text);
}
