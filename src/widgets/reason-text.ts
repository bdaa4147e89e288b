import type { Reason } from '../types.ts';
import { causeOf } from './event-kind.ts';
import { fill } from './language.ts';
import type { Strings } from './strings/strings.ts';

const SHOWN = 3;

/** The largest reasons as sentences in the shopper's language, largest first, each said once. */
export function sentencesOf(
  reasons: readonly Reason[],
  strings: Strings,
  titles: ReadonlyMap<string, string>,
): string[] {
  const bySize = [...reasons].sort((a, b) => b.share - a.share);
  const sentences = bySize.map(({ event, objectID, title: told }) => {
    const title = told ?? (objectID === undefined ? undefined : titles.get(objectID));
    const item = title === undefined ? strings.anItem : fill(strings.quoted, { title });
    return fill(strings.because[causeOf(event)], { item });
  });
  return [...new Set(sentences)].slice(0, SHOWN);
}
