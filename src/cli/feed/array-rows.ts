import { textOf } from '../../core/feed/value.ts';
import { rowOf, type Row } from './row.ts';

/**
 * Gives a function that makes rows of the entries of a list. If they are lists themselves, the first holds the names of the
 * columns: `[["id", "title"], ["1", "Lamp"]]`.
 *
 * @returns `undefined` of the list of names.
 */
export function createArrayRows(): (line: number, value: unknown) => Row | undefined {
  let columns: readonly string[] | undefined;
  let isTable: boolean | undefined;
  return (line, value) => {
    isTable ??= Array.isArray(value) && value.length > 1 && value.every((one) => typeof one === 'string');
    if (!isTable || !Array.isArray(value)) return rowOf(line, value);
    const cells = value as unknown[];
    if (!columns) {
      columns = cells.map((cell) => textOf(cell) ?? '');
      return undefined;
    }
    if (cells.length !== columns.length)
      return { line, refused: `has ${cells.length} fields where the header has ${columns.length}` };
    const record = Object.create(null) as Record<string, unknown>;
    for (const [i, column] of columns.entries()) if (column !== '') record[column] ??= cells[i];
    return rowOf(line, record);
  };
}
