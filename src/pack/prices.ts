/** Prices and stock that have changed since a pack was built. Its own chunk: few shops need it before the first shelf. */
import * as v from 'valibot';
import { VitrineError } from '../errors.ts';
import type { Item } from '../types/items.ts';
import { AVAILABILITIES } from './items.ts';

const FORMAT = 'vitrine-prices';

const amount = v.optional(v.pipe(v.number(), v.minValue(0)));
const change = v.object({
  price: amount,
  salePrice: amount,
  saleFrom: v.optional(v.number()),
  saleTo: v.optional(v.number()),
  currency: v.optional(v.string()),
  availability: v.optional(v.picklist(AVAILABILITIES)),
});
const file = v.object({
  format: v.literal(FORMAT),
  version: v.literal(1),
  /** Items that are other than in the pack, by id: all that is known of their price and stock now. */
  items: v.array(v.tuple([v.string(), change])),
});

/** The fields of an item that a file of prices replaces, all together. */
export const OFFER = ['price', 'salePrice', 'saleFrom', 'saleTo', 'currency', 'availability'] as const;
export type PriceChange = v.InferOutput<typeof change>;
export type Prices = ReadonlyMap<string, PriceChange>;

export function encodePrices(prices: Prices): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${JSON.stringify({ format: FORMAT, version: 1, items: [...prices] })}\n`);
}

/** @throws {VitrineError} `bad-pack` for a file that is damaged, `pack-version` for one that is newer than this code. */
export function decodePrices(bytes: ArrayBuffer): Prices {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new VitrineError('bad-pack', 'a file of prices is not JSON', { cause });
  }
  const newer = v.is(
    v.object({ format: v.literal(FORMAT), version: v.pipe(v.number(), v.minValue(2)) }),
    json,
  );
  if (newer) throw new VitrineError('pack-version', 'a file of prices is of a newer version: update vitrine');
  const result = v.safeParse(file, json);
  if (!result.success)
    throw new VitrineError('bad-pack', `a file of prices is not valid: ${result.issues[0].message}`);
  return new Map(result.output.items);
}

/** The same items at their prices now; those that have not changed are the same objects. */
export function withPrices(items: readonly Item[], prices: Prices): Item[] {
  return items.map((item) => {
    const now = prices.get(item.id);
    if (!now) return item;
    const offer = new Set<string>(OFFER);
    const rest = Object.fromEntries(Object.entries(item).filter(([field]) => !offer.has(field)));
    return { ...rest, ...now } as Item;
  });
}
