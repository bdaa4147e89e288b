/** Names that are listed at most, and characters of each. */
const MAX_NAMES = 40;
const MAX_LENGTH = 60;

/** Names of columns in a message: the first of them, each shortened. */
export function listed(names: Iterable<string>): string {
  const all = [...names];
  const shown = all
    .slice(0, MAX_NAMES)
    .map((name) => (name.length > MAX_LENGTH ? `${name.slice(0, MAX_LENGTH)}…` : name));
  const left = all.length - shown.length;
  return `${shown.join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}
