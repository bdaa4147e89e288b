import type { Catalogue } from '../../core/catalogue.ts';
import { EVENT_WEIGHTS } from '../../core/history/event.ts';
import { isOnSale } from '../../core/price-now.ts';
import type { Ranked } from '../../core/ranking/visit.ts';
import type { Reason, ShelfItem } from '../../types.ts';

/** Whether something that the shopper did raised one of the rows. */
export function isPersonal(ranked: readonly Ranked[]): boolean {
  return ranked.some(({ reasons }) =>
    reasons.some(({ event, share }) => share > 0 && Object.hasOwn(EVENT_WEIGHTS, event)),
  );
}

/**
 * Ranked rows as a shelf shows them: the items' fields, `salePrice` only while the sale holds, and reasons that name their
 * items.
 *
 * @param unknownTitle The title of an item that the pack lacks, if the page has given it.
 */
export function shelfItems(
  ranked: readonly Ranked[],
  { items, rowOf }: Pick<Catalogue, 'items' | 'rowOf'>,
  unknownTitle: (id: string) => string | undefined,
): ShelfItem[] {
  const titled = (reason: Reason): Reason => {
    const { objectID: id } = reason;
    if (id === undefined) return reason;
    const row = rowOf.get(id);
    const title = row === undefined ? unknownTitle(id) : items[row]!.title;
    return title === undefined ? reason : { ...reason, title };
  };
  const now = Date.now();
  return ranked.map(({ row, score, reasons }) => {
    const { id, salePrice, ...fields } = items[row]!;
    return {
      ...fields,
      ...(salePrice !== undefined && isOnSale(items[row]!, now) && { salePrice }),
      objectID: id,
      _score: score,
      reasons: reasons.map(titled),
    };
  });
}
