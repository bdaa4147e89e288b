/** Returns the token ids of a text, including special tokens. */
export type Tokenize = (text: string) => number[];

const SEPARATOR = '\u2581'; // SentencePiece's mark for the start of a word
const UNKNOWN = 0;

/**
 * Creates the tokenizer of Universal Sentence Encoder lite: SentencePiece's unigram model as its TensorFlow.js port has
 * it, which differs from other unigram tokenizers on odd text. There an unknown character costs nothing, a score of 0
 * counts as not set, of equal scores the shorter last piece wins, and a run of unknown characters is one token.
 *
 * @param vocabulary Pieces and scores in id order.
 * @param reserved How many ids at the start stand for no text.
 * @see https://github.com/tensorflow/tfjs-models/tree/master/universal-sentence-encoder (Apache-2.0), Kudo 2018, arXiv:1804.10959
 */
export function createUseTokenizer(
  vocabulary: readonly (readonly [string, number])[],
  reserved = 6,
): Tokenize {
  const root = trieOf(vocabulary, reserved);

  return (text) => {
    const normal = text.normalize('NFKC');
    const symbols = normal === '' ? '' : SEPARATOR + normal.replaceAll(' ', SEPARATOR);
    return mergeUnknown(path(symbols));
  };

  /** Ids of the best pieces, last first. Lengths count UTF-16 units, as in the port. */
  function path(symbols: string): number[] {
    const best = new Float64Array(symbols.length + 1);
    const last = new Int32Array(symbols.length + 1); // id of the best piece that ends here
    // When the loop reaches a position, it has tried every piece that ends there, the longest first.
    for (let start = 0; start < symbols.length; start++) {
      let matched = false;
      let node = root.next?.get(symbols.charCodeAt(start));
      for (let end = start + 1; node; node = node.next?.get(symbols.charCodeAt(end++))) {
        if (node.id === undefined) continue;
        matched = true;
        reach(start, end, node.id, vocabulary[node.id]![1]);
      }
      if (!matched) reach(start, start + 1, UNKNOWN, 0);
    }
    function reach(start: number, end: number, id: number, cost: number): void {
      const score = cost + best[start]!;
      if (best[end] === 0 || score >= best[end]!) {
        best[end] = score;
        last[end] = id;
      }
    }

    const found: number[] = [];
    for (let end = symbols.length; end > 0; end -= vocabulary[last[end]!]![0].length) found.push(last[end]!);
    return found;
  }
}

/** The pieces that start with the same UTF-16 units. */
interface TrieNode {
  /** Of the piece that ends here. */
  id?: number;
  next?: Map<number, TrieNode>;
}

/** A trie, by which one walk finds all pieces that start at one place of a text. */
function trieOf(vocabulary: readonly (readonly [string, number])[], reserved: number): TrieNode {
  const root: TrieNode = {};
  for (let id = reserved; id < vocabulary.length; id++) {
    const piece = vocabulary[id]![0];
    let node = root;
    for (let i = 0; i < piece.length; i++) {
      node.next ??= new Map();
      const code = piece.charCodeAt(i);
      let after = node.next.get(code);
      if (!after) node.next.set(code, (after = {}));
      node = after;
    }
    node.id = id;
  }
  return root;
}

/** Reverses the order and keeps one of each run of unknown ids. */
function mergeUnknown(found: readonly number[]): number[] {
  return found.filter((id, i) => !(id === UNKNOWN && found[i - 1] === UNKNOWN)).reverse();
}
