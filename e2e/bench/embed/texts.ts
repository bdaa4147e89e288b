import { itemText } from '../../../src/core/item-text.ts';
import { seeded } from '../../../src/core/vectors/random.ts';

const SYLLABLES =
  'al an ber bo cam co de el en fer gar hi in ka lan li mar mi nor o pa per ra ro sa sol ta ten ul ver'.split(
    ' ',
  );
const MAX_DESCRIPTION = 400; // characters; a build takes the first 200

/**
 * Generates texts of items with long titles, categories, brands and descriptions, from invented words and numbers. Cut at 128
 * tokens they have 120 tokens on average, and the texts of the 6,764 ESCI products have 118.
 */
export function generatedTexts(count: number, seed: number): string[] {
  const random = seeded(seed);
  const upTo = (max: number) => Math.floor(max * random());
  const word = () =>
    random() < 0.1
      ? String(upTo(1000))
      : Array.from({ length: 1 + upTo(3) }, () => SYLLABLES[upTo(SYLLABLES.length)]!).join('');
  const sentence = (words: number) => Array.from({ length: words }, word).join(' ');
  return Array.from({ length: count }, () =>
    itemText({
      title: sentence(4 + upTo(16)),
      category: sentence(9),
      brand: sentence(1),
      description: sentence(90).slice(0, MAX_DESCRIPTION),
    }),
  );
}
