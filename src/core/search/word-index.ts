import type { Item } from '../../types/items.ts';
import { tokensOf } from './tokens.ts';

/** Which items have which words, as compressed sparse rows: term t is in the rows from `starts[t]` to `starts[t + 1]`. */
export interface WordIndex {
  /** How many items there are. */
  readonly count: number;
  readonly terms: ReadonlyMap<string, number>;
  /** The terms by number. */
  readonly words: readonly string[];
  /** `[terms + 1]` */
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
  /** How often the row's item has the term, weighted by field and by the field's length. */
  readonly weights: Float32Array;
}

/** How much a word counts in each field. The path of a category has its general parts. */
const WEIGHTS = { title: 3, brand: 2, category: 1.5, path: 0.75, attributes: 1, description: 0.75 } as const;
type Field = keyof typeof WEIGHTS;
const FIELDS = Object.keys(WEIGHTS) as Field[];

/** How far the length of a field counts, as in BM25. */
const B = 0.6;

/** Words of a title that begin what the item is for, which says less of what it is. */
const FOR = new Set(['for', 'fits', 'compatible', 'fur', 'pour', 'para', 'per', 'voor', 'til', 'dla']);
const SUBORDINATE = 0.4;

/** The words of one field of an item. */
interface Text {
  readonly terms: readonly number[];
  /** How many of them count in full: the first ones. */
  readonly main: number;
}

/** Words by item. */
export type ItemWords = readonly (readonly string[])[];

/**
 * Indexes the words of items. Row r of the index is item r.
 *
 * @param telling Words of each item's description as `tokensOf` gives them, in place of the description.
 */
export function indexWords(items: readonly Item[], telling?: ItemWords): WordIndex {
  const vocabulary = new Vocabulary();
  const documents = items.map((item, row) => textsOf(item, vocabulary, telling?.[row]));
  const means = FIELDS.map((_, f) => {
    const total = documents.reduce((sum, texts) => sum + (texts[f]?.terms.length ?? 0), 0);
    return total / items.length || 1;
  });
  const { terms, words } = vocabulary;
  return { count: items.length, terms, words, ...postings(documents, means, words.length) };
}

/** Numbers the words. Texts that recur, as brands and categories do, are read once. */
class Vocabulary {
  readonly terms = new Map<string, number>();
  readonly words: string[] = [];
  readonly #read = new Map<string, readonly number[]>();

  termsOf(text: string): readonly number[] {
    let own = this.#read.get(text);
    if (!own) {
      own = tokensOf(text).map((word) => this.termOf(word));
      this.#read.set(text, own);
    }
    return own;
  }

  termOf(word: string): number {
    let term = this.terms.get(word);
    if (term === undefined) {
      term = this.words.push(word) - 1;
      this.terms.set(word, term);
    }
    return term;
  }
}

/** The words of an item by field. */
function textsOf(item: Item, vocabulary: Vocabulary, telling?: readonly string[]): (Text | undefined)[] {
  const path = item.category?.split(' > ') ?? [];
  const attributes = Object.values(item.attributes ?? {}) as (readonly string[] | undefined)[];
  const texts: Record<Field, readonly string[]> = {
    title: [item.title],
    brand: item.brand === undefined ? [] : [item.brand],
    category: path.slice(-1),
    path: path.slice(0, -1),
    attributes: attributes.flatMap((values) => values ?? []),
    description: item.description === undefined ? [] : [item.description],
  };
  return FIELDS.map((field) => {
    const terms =
      field === 'description' && telling
        ? telling.map((word) => vocabulary.termOf(word))
        : texts[field].flatMap((text) => vocabulary.termsOf(text));
    if (terms.length === 0) return undefined;
    const named =
      field === 'title' ? terms.findIndex((term, i) => i > 0 && FOR.has(vocabulary.words[term]!)) : -1;
    return { terms, main: named < 0 ? terms.length : named };
  });
}

function postings(documents: readonly (Text | undefined)[][], means: readonly number[], count: number) {
  const starts = new Uint32Array(count + 1);
  const last = new Int32Array(count).fill(-1); // the row in which a term was met last
  documents.forEach((texts, row) => {
    for (const text of texts)
      for (const term of text?.terms ?? [])
        if (last[term] !== row) {
          last[term] = row;
          starts[term + 1]!++;
        }
  });
  for (let term = 0; term < count; term++) starts[term + 1]! += starts[term]!;
  const rows = new Uint32Array(starts[count]!);
  const weights = new Float32Array(rows.length);
  const next = starts.slice();
  last.fill(-1);
  documents.forEach((texts, row) => {
    texts.forEach((text, f) => {
      if (!text) return;
      const { terms, main } = text;
      const base = WEIGHTS[FIELDS[f]!] / (1 - B + (B * terms.length) / means[f]!);
      terms.forEach((term, at) => {
        if (last[term] !== row) {
          last[term] = row;
          rows[next[term]!++] = row;
        }
        weights[next[term]! - 1]! += at < main ? base : base * SUBORDINATE;
      });
    });
  });
  return { starts, rows, weights };
}
