/** Characters of a name that are compared at most. */
const LONGEST = 60;

/** The name most like another: with few letters changed, left out or added; `undefined` if none is. */
export function nearest(name: string, names: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase().slice(0, LONGEST);
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const other of names) {
    const distance = editDistance(wanted, other.toLowerCase().slice(0, LONGEST));
    if (distance <= Math.max(1, wanted.length / 3) && (!best || distance < best.distance))
      best = { name: other, distance };
  }
  return best?.name;
}

/** As the end of a sentence: `; did you mean Bezeichnung?`, or nothing. */
export function didYouMean(name: string, names: Iterable<string>): string {
  const near = nearest(name, names);
  return near === undefined ? '' : `; did you mean ${near}?`;
}

/** @see Wagner and Fischer, "The String-to-String Correction Problem", 1974. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
