import * as v from 'valibot';
import type { Item } from '../types/items.ts';
import { badPack } from './bad-pack.ts';

export const AVAILABILITIES = ['in_stock', 'out_of_stock', 'preorder', 'backorder'] as const;

const text = v.string();
const optional = <Schema extends v.GenericSchema>(schema: Schema) => v.optional(v.array(v.nullable(schema)));
const columns = v.object({
  id: v.array(text),
  title: v.array(text),
  description: optional(text),
  category: optional(text),
  brand: optional(text),
  price: optional(v.number()),
  salePrice: optional(v.number()),
  saleFrom: optional(v.number()),
  saleTo: optional(v.number()),
  currency: optional(text),
  image: optional(text),
  url: optional(text),
  availability: optional(v.picklist(AVAILABILITIES)),
  stock: optional(v.number()),
  lowStock: optional(v.boolean()),
  newUntil: optional(v.number()),
  labels: optional(v.array(text)),
  group: optional(text),
  variants: optional(v.number()),
  colours: optional(v.number()),
  rating: optional(v.number()),
  reviewCount: optional(v.number()),
});
/** The fields of an item that its shard's items file holds: all that a card shows. */
export const FIELDS = Object.keys(columns.entries) as (keyof Item)[];

/** Writes items as one array for each field, `null` for an item without it. A field that no item has is left out. */
export function encodeItems(items: readonly Item[]): Uint8Array<ArrayBuffer> {
  const used = FIELDS.filter(
    (field) => field === 'id' || field === 'title' || items.some((item) => item[field] !== undefined),
  );
  const table = Object.fromEntries(used.map((field) => [field, items.map((item) => item[field] ?? null)]));
  return new TextEncoder().encode(JSON.stringify(table));
}

/** @throws {VitrineError} `bad-pack` if the file does not hold `count` items. */
export function decodeItems(bytes: ArrayBuffer, count: number): Item[] {
  const result = v.safeParse(columns, parseJson(bytes));
  if (!result.success) throw badPack(`an items file is not valid: ${result.issues[0].message}`);
  const table = Object.entries(result.output).filter((entry) => entry[1] !== undefined) as [
    string,
    readonly unknown[],
  ][];
  if (table.some(([, column]) => column.length !== count)) {
    throw badPack(`an items file does not hold ${count} items`);
  }
  return Array.from({ length: count }, (_, row) => {
    const filled = table
      .filter(([, column]) => column[row] !== null)
      .map(([field, column]) => [field, column[row]]);
    return Object.fromEntries(filled) as Item;
  });
}

function parseJson(bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw badPack('an items file is not JSON', { cause });
  }
}
