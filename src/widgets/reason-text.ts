import type { Reason } from '../types.ts';
import { eventKind } from './event-kind.ts';
import { fill } from './language.ts';
import { quoted } from './quoted.ts';
import type { ReasonKind, Strings } from './strings/strings.ts';

const MAX_SENTENCES = 3;
/** A reason with a smaller share tells nothing of why an item is here. */
const MIN_SHARE = 0.02;

/** The events by which a shopper takes back what another sentence would tell. */
const TAKEN_BACK: Readonly<Partial<Record<ReasonKind, readonly Reason['event'][]>>> = {
  cart: ['remove_from_cart'],
  like: ['hide', 'dislike'],
};

/**
 * The largest reasons as sentences in the shopper's language, the largest first. Two reasons with the same sentence give
 * one. A reason that lowered the item gives none, and no sentence tells what the shopper has taken back: a product that left
 * the cart is not "put in your cart".
 *
 * @param titles Titles by item id, for reasons that name their item by id alone.
 */
export function reasonText(
  reasons: readonly Reason[],
  strings: Strings,
  titles: ReadonlyMap<string, string>,
): string[] {
  const largestFirst = reasons
    .filter(({ share }) => share >= MIN_SHARE)
    .toSorted((a, b) => b.share - a.share);
  const sentences = largestFirst.map((reason) => {
    const { objectID, title = objectID === undefined ? undefined : titles.get(objectID) } = reason;
    const item = title === undefined ? strings.unknownItem : quoted(title, strings);
    return fill(strings.reasons[reasonKind(reason, reasons)], { item });
  });
  return [...new Set(sentences)].slice(0, MAX_SENTENCES);
}

/** Which sentence tells a reason. A name that this code does not know yet gets the general sentence. */
function reasonKind({ event, objectID }: Reason, all: readonly Reason[]): ReasonKind {
  if (event === 'query') return 'search';
  if (event === 'popularity' || event === 'trend' || event === 'new' || event === 'seed') return event;
  // What raised the item by lowering others has no sentence of its own.
  if (event === 'remove_from_cart' || event === 'view_item_list') return 'other';
  const kind = eventKind(event);
  if (kind === undefined || kind === 'hide') return 'other';
  const back = TAKEN_BACK[kind] ?? [];
  return all.some((one) => one.objectID === objectID && back.includes(one.event)) ? 'other' : kind;
}
