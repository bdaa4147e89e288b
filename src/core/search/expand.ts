import { edits } from './edits.ts';
import type { WordIndex } from './word-index.ts';

export type Stem = (word: string) => string;

/** Terms that stand for a word of a query if an item has all of them, and how well. */
export interface Alternative {
  readonly terms: readonly number[];
  /** From 0 to 1. */
  readonly factor: number;
  readonly kind: 'exact' | 'stem' | 'joined' | 'split' | 'typo' | 'prefix';
}

const FACTORS = { stem: 0.9, joined: 0.9, split: 0.9, typo: 0.7, prefix: 0.6 } as const;
const MAX_PREFIXED = 40;

/** Finds what stands for the words of a query in an index. */
export class Expander {
  readonly #byStem = new Map<string, number[]>();
  #sorted: readonly number[] | undefined;
  #letters: Uint32Array | undefined;

  constructor(
    private readonly index: WordIndex,
    private readonly stem: Stem,
  ) {
    index.words.forEach((word, term) => {
      const own = stem(word);
      const same = this.#byStem.get(own);
      if (same) same.push(term);
      else this.#byStem.set(own, [term]);
    });
  }

  /** @param typing Whether the last word may be unfinished. */
  alternatives(words: readonly string[], typing: boolean): Alternative[][] {
    const found = words.map((word) => this.#alike(word));
    words.forEach((word, i) => {
      const next = words[i + 1];
      const joined = next === undefined ? undefined : this.index.terms.get(word + next);
      if (joined !== undefined) {
        const alternative = { terms: [joined], factor: FACTORS.joined, kind: 'joined' } as const;
        found[i]!.push(alternative);
        found[i + 1]!.push(alternative);
      }
      const isKnown = found[i]!.length > 0;
      found[i]!.push(...this.#split(word, isKnown));
      if (typing && i === words.length - 1) found[i]!.push(...this.#begun(word));
      if (found[i]!.length === 0) found[i]!.push(...this.#misspelt(word));
    });
    return found;
  }

  #alike(word: string): Alternative[] {
    const exact = this.index.terms.get(word);
    const stemmed = (this.#byStem.get(this.stem(word)) ?? []).filter((term) => term !== exact);
    return [
      ...(exact === undefined ? [] : [{ terms: [exact], factor: 1, kind: 'exact' } as const]),
      ...stemmed.map((term) => ({ terms: [term], factor: FACTORS.stem, kind: 'stem' }) as const),
    ];
  }

  /** A word as two: `powerbank`, `iphone7`. */
  #split(word: string, isKnown: boolean): Alternative[] {
    const cuts: Alternative[] = [];
    for (let at = 1; at < word.length; at++) {
      const [a, b] = [word.slice(0, at), word.slice(at)];
      const isBoundary = /\d/.test(a.at(-1)!) !== /\d/.test(b[0]!);
      if (!isBoundary && (a.length < 3 || b.length < 3)) continue;
      for (const first of this.#alike(a).slice(0, 3))
        for (const second of this.#alike(b).slice(0, 3))
          cuts.push({
            terms: [...first.terms, ...second.terms],
            factor: FACTORS.split * first.factor * second.factor * (isKnown ? 0.9 : 1),
            kind: 'split',
          });
    }
    return cuts;
  }

  #begun(word: string): Alternative[] {
    if (word.length < 2) return [];
    const { words } = this.index;
    this.#sorted ??= words.map((_, term) => term).sort((a, b) => (words[a]! < words[b]! ? -1 : 1));
    const sorted = this.#sorted;
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[sorted[middle]!]! < word) low = middle + 1;
      else high = middle;
    }
    const begun: Alternative[] = [];
    for (let at = low; at < sorted.length && begun.length < MAX_PREFIXED; at++) {
      const longer = words[sorted[at]!]!;
      if (!longer.startsWith(word)) break;
      if (longer === word || (/\d$/.test(word) && /^\d/.test(longer.slice(word.length)))) continue;
      begun.push({
        terms: [sorted[at]!],
        factor: (FACTORS.prefix * word.length) / longer.length,
        kind: 'prefix',
      });
    }
    return begun;
  }

  /** Words that differ by a letter, or by two if the word is long. Digits are never a slip. */
  #misspelt(word: string): Alternative[] {
    const max = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
    if (max === 0 || /\d/.test(word)) return [];
    const near: (Alternative & { distance: number })[] = [];
    const letters = lettersOf(word);
    this.#letters ??= Uint32Array.from(this.index.words, lettersOf);
    this.index.words.forEach((other, term) => {
      if (Math.abs(other.length - word.length) > max || ones(this.#letters![term]! ^ letters) > 2 * max)
        return;
      if (/\d/.test(other)) return;
      const distance = edits(word, other, max);
      if (distance > max) return;
      const sameStart = other[0] === word[0] ? 1 : 0.8;
      near.push({ terms: [term], factor: FACTORS.typo ** distance * sameStart, kind: 'typo', distance });
    });
    const least = Math.min(...near.map(({ distance }) => distance));
    return near.filter(({ distance }) => distance === least);
  }
}

/** Which letters a word has, one bit for each of 32 kinds: an edit changes two at most. */
function lettersOf(word: string): number {
  let bits = 0;
  for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) & 31);
  return bits >>> 0;
}

function ones(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
