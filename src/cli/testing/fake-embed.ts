import { createHash } from 'node:crypto';
import { randomRows, seeded } from '../../core/vectors/random.ts';
import type { EmbedItems } from '../embed.ts';

/**
 * Stands in for a text model. A text's first word determines most of its vector, and the whole text a little. As with a real
 * model, the last bits depend on the number of texts that are embedded together.
 *
 * @param dim A multiple of 4.
 * @param onTexts Called with the texts of every chunk.
 */
export function fakeEmbed(
  dim: number,
  onTexts: (texts: readonly string[]) => void = () => undefined,
): EmbedItems {
  return (_, texts, onDone, ends = [texts.length]) => {
    const embeddings = new Float32Array(texts.length * dim);
    let from = 0;
    for (const end of ends) {
      const chunk = texts.slice(from, end);
      onTexts(chunk);
      chunk.forEach((text, i) => {
        embeddings.set(vectorOf(text, dim, chunk.length), (from + i) * dim);
      });
      onDone(end, embeddings.subarray(from * dim, end * dim));
      from = end;
    }
    return Promise.resolve({ dim, embeddings });
  };
}

function vectorOf(text: string, dim: number, beside: number): Float32Array {
  const [kind, own] = [text.split(' ', 1)[0]!, text].map((part) =>
    randomRows(1, dim, seeded(createHash('sha256').update(part).digest().readUInt32LE())),
  ) as [Float32Array, Float32Array];
  const sum = kind.map((value, j) => value + 0.5 * own[j]! + beside * 1e-7);
  const length = Math.sqrt(sum.reduce((square, value) => square + value * value, 0));
  return sum.map((value) => value / length);
}
