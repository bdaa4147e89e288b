import type { Item } from '../../types/items.ts';
import { tokensOf } from './tokens.ts';

/** Words of an item: with fewer, searches miss items; with more, they find items that only mention a word. */
const MAX_WORDS = 32;
/** Letters of a word that a shopper may type. */
const MAX_LETTERS = 40;
/** How much more a word counts that names an item elsewhere: a shop's titles are what shoppers type. */
const NAMED = 4;

/**
 * The words of each item's description that say most of it: the rarest ones, above all those that name other items. What an
 * item's own title, brand, category or attributes have is left out.
 *
 * @returns By item: at most 32 words as `tokensOf` gives them, the most telling first.
 */
export function tellingWords(items: readonly Item[]): string[][] {
  const numbers = new Map<string, number>();
  const words: string[] = [];
  const numberOf = (word: string) => {
    const number = numbers.get(word) ?? words.push(word) - 1;
    numbers.set(word, number);
    return number;
  };
  // As numbers, the words of a hundred thousand descriptions fit into memory.
  const distinct = (texts: readonly string[], but?: ReadonlySet<number>) => {
    const own = new Set(texts.flatMap(tokensOf).map(numberOf));
    return Uint32Array.from(but ? [...own].filter((number) => !but.has(number)) : own);
  };
  const naming = items.map((item) => distinct(namesOf(item)));
  const told = items.map(({ description = '' }, row) => distinct([description], new Set(naming[row])));
  const rarity = raritiesOf(naming, told, words.length);
  return told.map((own) =>
    Array.from(own)
      .filter((number) => words[number]!.length <= MAX_LETTERS && !isLetter(words[number]!))
      .sort((a, b) => rarity[b]! - rarity[a]! || (words[a]! < words[b]! ? -1 : 1))
      .slice(0, MAX_WORDS)
      .map((number) => words[number]!),
  );
}

function namesOf({ title, brand = '', category = '', attributes = {} }: Item): string[] {
  return [title, brand, category, ...Object.values(attributes).flatMap((values) => values ?? [])];
}

/** By word: how few items have it, and more if it names one. */
function raritiesOf(
  naming: readonly Uint32Array[],
  told: readonly Uint32Array[],
  words: number,
): Float64Array {
  const [named, holders] = [new Uint32Array(words), new Uint32Array(words)];
  for (const own of naming) for (const word of own) named[word]!++;
  for (const own of [...naming, ...told]) for (const word of own) holders[word]!++;
  return Float64Array.from(holders, (count, word) => {
    const idf = Math.log(1 + (naming.length - count + 0.5) / (count + 0.5));
    return named[word]! > 0 ? NAMED * idf : idf;
  });
}

/** A letter or digit alone says nothing; in scripts that write without spaces it may be a word. */
function isLetter(word: string): boolean {
  return /^[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{N}]$/u.test(word);
}
