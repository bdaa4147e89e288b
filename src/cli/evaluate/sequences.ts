import { VitrineError } from '../../errors.ts';
import { readText } from '../feed/read-text.ts';
import { readCatalogue } from '../feed/catalogue.ts';
import type { Columns } from '../../core/feed/columns.ts';
import type { Dataset, Line, Shopper } from './data.ts';

const DAY = 24 * 3600 * 1000;

/**
 * Reads the sequence files of recommender research, plain or gzipped: one shopper a line, `shopper item item ...`, oldest
 * first. The steps have no dates, so each counts as one day after the step before.
 *
 * @throws {VitrineError} `bad-catalogue` if a file cannot be read or has no sequences.
 */
export async function readSequences(
  itemFile: string,
  sequenceFile: string,
  columns?: Columns,
): Promise<Dataset> {
  const items = [...(await readCatalogue([itemFile], columns)).items];
  const indexOf = new Map(items.map(({ id }, index) => [id, index]));
  /** An item that the item file lacks gets an empty title: it can be learned, but its vector is similar to nothing. */
  const itemOf = (id: string): number => {
    const known = indexOf.get(id);
    if (known !== undefined) return known;
    indexOf.set(id, items.length);
    return items.push({ id, title: '' }) - 1;
  };
  const text = await readText(sequenceFile);
  const shoppers = text.split('\n').flatMap((line): Shopper[] => {
    const [id, ...ids] = line.trim().split(/\s+/);
    if (!id) return [];
    const lines = ids.map((item, step): Line => ({ item: itemOf(item), at: step * DAY, order: `${step}` }));
    return [{ id, lines }];
  });
  if (shoppers.length === 0)
    throw new VitrineError(
      'bad-catalogue',
      `${sequenceFile} has no sequences: give one shopper a line, as shopper item item ...`,
    );
  return {
    items,
    shoppers,
    note: 'Sequences have no dates: each step counts as a day, in the order of the file.',
  };
}
