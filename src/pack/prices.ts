/** Prices and stock that changed after a pack was built. Loaded lazily: few shops need it before the first shelf. */
import * as v from 'valibot';
import { VitrineError } from '../errors.ts';
import type { Item } from '../types/items.ts';
import { packVersion } from './bad-pack.ts';
import { AVAILABILITIES } from './items.ts';

const FORMAT = 'vitrine-prices';
const PRICES_VERSION = 1;

const amount = v.optional(v.pipe(v.number(), v.minValue(0)));
const change = v.object({
  price: amount,
  salePrice: amount,
  saleFrom: v.optional(v.number()),
  saleTo: v.optional(v.number()),
  currency: v.optional(v.string()),
  availability: v.optional(v.picklist(AVAILABILITIES)),
  stock: v.optional(v.number()),
  lowStock: v.optional(v.boolean()),
});
const file = v.object({
  format: v.literal(FORMAT),
  version: v.literal(PRICES_VERSION),
  /** Items whose price or stock differs from the pack's, by id, with all that is known of them now. */
  items: v.array(v.tuple([v.string(), change])),
});

const newer = v.object({
  format: v.literal(FORMAT),
  version: v.pipe(v.number(), v.minValue(PRICES_VERSION + 1)),
});

/** The fields of an item that its entry in a file of prices replaces. A field that the entry lacks is removed. */
export const OFFER = [
  'price',
  'salePrice',
  'saleFrom',
  'saleTo',
  'currency',
  'availability',
  'stock',
  'lowStock',
] as const;
export type PriceChange = v.InferOutput<typeof change>;
export type Prices = ReadonlyMap<string, PriceChange>;

export function encodePrices(prices: Prices): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(
    `${JSON.stringify({ format: FORMAT, version: PRICES_VERSION, items: [...prices] })}\n`,
  );
}

/** @throws {VitrineError} `bad-pack` if the file is not valid, `pack-version` if it is newer than this code. */
export function decodePrices(bytes: ArrayBuffer): Prices {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw badPrices('is not JSON', { cause });
  }
  const other = v.safeParse(newer, json);
  if (other.success) throw packVersion('the file of prices', other.output.version, PRICES_VERSION);
  const result = v.safeParse(file, json);
  if (!result.success) throw badPrices(`is not valid: ${result.issues[0].message}`);
  return new Map(result.output.items);
}

function badPrices(what: string, options?: ErrorOptions): VitrineError {
  return new VitrineError(
    'bad-pack',
    `the file of prices ${what}; write it again with vitrine prices`,
    options,
  );
}

/** The items with their prices and stock now. An item that has not changed is the same object as before. */
export function withPrices(items: readonly Item[], prices: Prices): Item[] {
  return items.map((item) => {
    const now = prices.get(item.id);
    if (!now) return item;
    const offer = new Set<string>(OFFER);
    const rest = Object.fromEntries(Object.entries(item).filter(([field]) => !offer.has(field)));
    return { ...rest, ...now } as Item;
  });
}
