import { seeded } from '../../core/vectors/random.ts';
import { thumbnailFileOf } from '../../pack/thumbnail-file.ts';

/** An item, and what somebody would like to know of it, such as its category. */
export interface Known {
  readonly id: string;
  readonly kind: string;
}

/** What a host learns that sees which files of thumbnails a page fetches, and that knows the catalogue. */
export interface Told {
  /** Bits that the name of a file tells of which item is shown, of `log2(items)`. */
  readonly itemBits: number;
  /** Bits that it tells of the item's kind: the mutual information of kind and file. */
  readonly kindBits: number;
  /** Bits of a kind: its entropy over the catalogue. */
  readonly allKindBits: number;
}

/** Computes what one file tells of one item, if every item of the catalogue is as likely. */
export function toldByFile(items: readonly Known[], files: number): Told {
  const kinds = shares(items.map(({ kind }) => kind));
  const places = shares(items.map(({ id }) => String(thumbnailFileOf(id, files))));
  const both = shares(items.map(({ id, kind }) => `${thumbnailFileOf(id, files)} ${kind}`));
  const itemBits = entropy(places);
  const allKindBits = entropy(kinds);
  return { itemBits, allKindBits, kindBits: itemBits + allKindBits - entropy(both) };
}

/**
 * Guesses the kind of a shopper who is shown items of one kind only, from the files that their page fetches: the kind that
 * makes these files likeliest, each kind as likely beforehand as the catalogue has items of it.
 *
 * @param shown How many different items the shopper is shown.
 * @returns The share of visits in which the guess is right.
 */
export function guessedRight(
  items: readonly Known[],
  files: number,
  { shown, visits, seed }: { readonly shown: number; readonly visits: number; readonly seed: number },
): number {
  const random = seeded(seed);
  const byKind = new Map<string, number[]>();
  for (const { id, kind } of items) {
    const file = thumbnailFileOf(id, files);
    byKind.set(kind, [...(byKind.get(kind) ?? []), file]);
  }
  const kinds = Array.from(byKind, ([kind, all]) => {
    const chances = new Float64Array(files).fill(1e-3); // a file without an item of the kind is unlikely, not impossible
    for (const file of all) chances[file]!++;
    return { kind, all, chances: chances.map((value) => Math.log(value / all.length)) };
  });
  let right = 0;
  for (let visit = 0; visit < visits; visit++) {
    const { kind } = items[Math.floor(random() * items.length)]!;
    const seen = sample(byKind.get(kind)!, shown, random);
    const scores = kinds.map(({ all, chances }) =>
      seen.reduce((sum, file) => sum + chances[file]!, Math.log(all.length / items.length)),
    );
    if (kinds[scores.indexOf(Math.max(...scores))]!.kind === kind) right++;
  }
  return right / visits;
}

/** Some of a list, without repetition; all of it if it has no more. */
function sample(all: readonly number[], count: number, random: () => number): number[] {
  const left = [...all];
  const taken: number[] = [];
  while (taken.length < count && left.length > 0)
    taken.push(...left.splice(Math.floor(random() * left.length), 1));
  return taken;
}

function shares(values: readonly string[]): number[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Array.from(counts.values(), (count) => count / values.length);
}

/** In bits. */
function entropy(all: readonly number[]): number {
  return all.reduce((sum, share) => sum - share * Math.log2(share), 0);
}
