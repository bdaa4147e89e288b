import type { Table } from '../core/table.ts';
import { badPack } from './bad-pack.ts';
import type { TableLayer } from './table-file.ts';

const SHORT_ROWS = 65_536;

/**
 * Joins the layers of a table. Each layer after the first replaces the rows that it lists. Removed rows are left out.
 *
 * @param places `[rows]`: for each row its index among the rows that are not removed, or -1.
 * @param count Rows that are not removed.
 * @throws {VitrineError} `bad-pack` if the first layer lists rows, another one lists none, or their scales differ.
 */
export function joinTables(
  [whole, ...patches]: readonly TableLayer[],
  places: Int32Array,
  count: number,
): Table | undefined {
  if (!whole) return undefined;
  const { scale } = whole.table;
  if (whole.listed || patches.some(({ listed, table }) => !listed || table.scale !== scale))
    throw badPack('the layers of a table do not fit each other');
  const { owners, slots } = ownersOf([whole, ...patches], places.length);
  const layers = [whole, ...patches].map(({ table }) => table);
  const entries = layers.reduce((sum, { targets }) => sum + targets.length, 0);
  const joined = {
    offsets: new Uint32Array(count + 1),
    targets: count <= SHORT_ROWS ? new Uint16Array(entries) : new Uint32Array(entries),
    weights: new Uint8Array(entries),
  };
  let end = 0;
  places.forEach((place, row) => {
    if (place < 0) return;
    const owner = layers[owners[row]!]!;
    const slot = slots[row]!;
    for (let i = slot < 0 ? Infinity : owner.offsets[slot]!; i < owner.offsets[slot + 1]!; i++) {
      const target = places[owner.targets[i]!]!;
      if (target < 0) continue;
      joined.targets[end] = target;
      joined.weights[end++] = owner.weights[i]!;
    }
    joined.offsets[place + 1] = end;
  });
  return { ...joined, targets: joined.targets.slice(0, end), weights: joined.weights.slice(0, end), scale };
}

/** For each row: the last layer that has it, and the row's index in that layer, or -1 if no layer has it. */
function ownersOf(layers: readonly TableLayer[], rows: number) {
  const owners = new Uint8Array(rows);
  const slots = new Int32Array(rows).fill(-1);
  layers.forEach(({ listed, rows: count }, layer) => {
    const length = listed?.length ?? count;
    for (let slot = 0; slot < length; slot++) {
      const row = listed ? listed[slot]! : slot;
      owners[row] = layer;
      slots[row] = slot;
    }
  });
  return { owners, slots };
}
