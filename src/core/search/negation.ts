import { tokensOf } from './tokens.ts';
import type { Stem } from './expand.ts';

const LACKS = new Set([
  'without',
  'no',
  'non',
  'not',
  'ohne',
  'sans',
  'sin',
  'senza',
  'zonder',
  'bez',
  'free',
  'w/o',
]);

/** What an item's texts say of a word: that it has it, that it does without, or nothing. */
export function saysOf(texts: readonly string[], word: string, stem: Stem): 'has' | 'lacks' | undefined {
  const wanted = tokensOf(word).map(stem);
  let says: 'has' | 'lacks' | undefined;
  for (const text of texts) {
    const tokens = tokensOf(text);
    tokens.forEach((token, at) => {
      if (stem(token) !== wanted[0]) return;
      const around = [tokens[at - 1], tokens[at - 2], tokens[at + 1]];
      says = around.some((other) => other !== undefined && LACKS.has(other)) ? 'lacks' : (says ?? 'has');
    });
  }
  return says;
}
