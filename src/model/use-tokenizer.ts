/** Token ids of a text, special tokens included. */
export type Tokenize = (text: string) => number[];

const SEPARATOR = '\u2581'; // SentencePiece's mark for the start of a word
const UNKNOWN = 0;

/**
 * The tokenizer that Universal Sentence Encoder lite was trained behind: SentencePiece's unigram model, with the
 * particulars of its TensorFlow.js port, which differ from other unigram tokenizers on odd text. An unknown character
 * costs nothing, a score of 0 counts as not set, and of equal scores the shorter last piece wins. Runs of unknown
 * characters are one token.
 *
 * @param vocabulary Pieces and scores in id order.
 * @param reserved How many ids at the start are no text.
 * @see https://github.com/tensorflow/tfjs-models/tree/master/universal-sentence-encoder (Apache-2.0), Kudo 2018, arXiv:1804.10959
 */
export function createUseTokenizer(
  vocabulary: readonly (readonly [string, number])[],
  reserved = 6,
): Tokenize {
  const ids = new Map(vocabulary.slice(reserved).map(([piece], i) => [piece, i + reserved]));
  const longest = Math.max(1, ...[...ids.keys()].map((piece) => piece.length));

  return (text) => {
    const normal = text.normalize('NFKC');
    const symbols = normal === '' ? '' : SEPARATOR + normal.replaceAll(' ', SEPARATOR);
    return merged(path(symbols));
  };

  /** Ids of the best pieces, last first. Lengths are UTF-16 units, as in the port. */
  function path(symbols: string): number[] {
    const best = new Float64Array(symbols.length + 1);
    const last = new Int32Array(symbols.length + 1); // id of the best piece that ends here
    // Every piece that starts before a position has been seen when the position is reached, the longest first.
    for (let start = 0; start < symbols.length; start++) {
      let matched = false;
      const most = Math.min(longest, symbols.length - start);
      for (let length = 1; length <= most; length++) {
        const id = ids.get(symbols.slice(start, start + length));
        if (id === undefined) continue;
        matched = true;
        reach(start, start + length, id, vocabulary[id]![1]);
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

/** Turns the order round and leaves one of each run of unknowns. */
function merged(found: readonly number[]): number[] {
  return found.filter((id, i) => !(id === UNKNOWN && found[i - 1] === UNKNOWN)).reverse();
}
