import type { Stem } from './expand.ts';

/** Plurals that no ending tells. */
const PLURALS: Readonly<Record<string, string>> = {
  men: 'man',
  women: 'woman',
  children: 'child',
  people: 'person',
  feet: 'foot',
  teeth: 'tooth',
  geese: 'goose',
  mice: 'mouse',
};

/** English with its irregular plurals: `knives` is of `knife`. @param snowball The algorithm's stems. */
export function englishStem(snowball: Stem): Stem {
  return (word) => snowball(PLURALS[word] ?? word).replace(/v$|(?<=i)ve$/, (end) => end.replace('v', 'f'));
}
