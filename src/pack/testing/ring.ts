import { noColumns } from '../../core/catalogue.ts';
import type { Table } from '../../core/table.ts';
import { randomRows, seeded } from '../../core/vectors/random.ts';
import type { Item } from '../../types.ts';
import type { PackInput } from '../input.ts';

/** The number of each neighbour and its weight. */
type Neighbours = readonly (readonly [number: number, weight: number])[];

/** What tests change in a ring. */
export interface RingChanges {
  /** The numbers of its items. */
  readonly numbers?: readonly number[];
  /** Fields of the items that are not the usual ones, by number. */
  readonly fields?: Readonly<Record<number, Partial<Item>>>;
  /** Neighbours that are not the usual ones, by number. */
  readonly neighbours?: Readonly<Record<number, Neighbours>>;
  readonly scale?: number;
  readonly popularity?: (number: number) => number;
}

/** The items of a ring. */
export const RING = Array.from({ length: 40 }, (_, number) => number);

/** A catalogue in which each item is a neighbour of the one before it, with the weight 100. An item's vector depends on its number. */
export function ring({
  numbers = RING,
  fields = {},
  neighbours = {},
  scale = 0.01,
  popularity = (number) => 1 / (1 + number),
}: RingChanges = {}): PackInput {
  const lists = numbers.map(
    (number, i): Neighbours => neighbours[number] ?? [[numbers[(i + 1) % numbers.length]!, 100]],
  );
  const dim = 8;
  const vectors = numbers.map((number) => randomRows(1, dim, seeded(number + 1)));
  return {
    items: numbers.map((number) => ({ id: `sku-${number}`, title: `Item ${number}`, ...fields[number] })),
    dim,
    embeddings: Float32Array.from(vectors.flatMap((vector) => [...vector])),
    columns: { ...noColumns(numbers.length), popularity: Float32Array.from(numbers, popularity) },
    tables: { next: tableOf(lists, numbers, scale) },
    options: {},
  };
}

function tableOf(lists: readonly Neighbours[], numbers: readonly number[], scale: number): Table {
  const offsets = new Uint32Array(lists.length + 1);
  lists.forEach((list, i) => (offsets[i + 1] = offsets[i]! + list.length));
  return {
    offsets,
    targets: Uint32Array.from(lists.flat(), ([number]) => numbers.indexOf(number)),
    weights: Uint8Array.from(lists.flat(), ([, weight]) => weight),
    scale,
  };
}
