import type { Reason } from '../types.ts';
import { eventKind } from './event-kind.ts';
import { fill } from './language.ts';
import type { ReasonKind, Strings } from './strings/strings.ts';

const MAX_SENTENCES = 3;

/**
 * The largest reasons as sentences in the shopper's language, the largest first. Two reasons with the same sentence
 * give one.
 *
 * @param titles Titles by item id, for reasons that name their item by id alone.
 */
export function reasonText(
  reasons: readonly Reason[],
  strings: Strings,
  titles: ReadonlyMap<string, string>,
): string[] {
  const largestFirst = [...reasons].sort((a, b) => b.share - a.share);
  const sentences = largestFirst.map(({ event, objectID, title: ownTitle }) => {
    const title = ownTitle ?? (objectID === undefined ? undefined : titles.get(objectID));
    const item = title === undefined ? strings.unknownItem : fill(strings.quotedTitle, { title });
    return fill(strings.reasons[reasonKind(event)], { item });
  });
  return [...new Set(sentences)].slice(0, MAX_SENTENCES);
}

/** Which sentence tells a reason. A name that this code does not know yet gets the general sentence. */
function reasonKind(event: Reason['event']): ReasonKind {
  if (event === 'query') return 'search';
  if (event === 'popularity' || event === 'trend' || event === 'seed') return event;
  const kind = eventKind(event);
  return kind === undefined || kind === 'hide' ? 'other' : kind;
}
