import { VitrineError } from '../../errors.ts';

/**
 * Bounds within which a feed is read, so that a damaged or hostile one ends in an error and not in full memory. They are far
 * beyond what shops write.
 */
export const LIMITS = {
  /** Characters of one line, row or entry. */
  entry: 10_000_000,
  /** Fields of one entry, or columns of one table. */
  fields: 10_000,
  /** Objects, lists or elements inside one another. */
  depth: 100,
  /** Characters of an object that keeps its entries by their keys: all of it has to be in memory. */
  keyed: 50_000_000,
  /** Characters of JSON-LD in one web page. */
  page: 50_000_000,
  /** Bytes of a spreadsheet, and of what it unpacks to; cells of one of its sheets. */
  spreadsheet: 100e6,
  unzipped: 500e6,
  cells: 30e6,
  /** Bytes of a file that has to be in memory. */
  memory: 1e9,
  /** Bytes of one file that comes from an address, or out of a gz file. */
  bytes: 10e9,
  /** Bytes that one byte of a gz file may become, once `unpackedFree` have come out of it; texts become 5 to 50. */
  ratio: 200,
  unpackedFree: 20e6,
  /** Milliseconds that one address may take in all. */
  time: 3_600_000,
  /** Pages of one paged feed. */
  pages: 4000,
} as const;

/** The error of a file that goes beyond a limit. */
export function beyond(name: string, line: number | undefined, what: string): VitrineError {
  return new VitrineError('bad-catalogue', `${name}${line === undefined ? '' : `:${line}`}: ${what}`);
}

/** A number of characters or bytes in words, such as `10 million`. */
export function inWords(count: number): string {
  if (count >= 1e9) return `${count / 1e9} billion`;
  return count >= 1e6 ? `${count / 1e6} million` : count.toLocaleString('en');
}

export function tooLong(
  name: string,
  line: number,
  what: string,
  limit: number = LIMITS.entry,
): VitrineError {
  return beyond(name, line, `${what} longer than ${inWords(limit)} characters, which no feed has`);
}

export function tooDeep(name: string, line: number): VitrineError {
  return beyond(name, line, `is nested more than ${LIMITS.depth} deep, which is no entry of a feed`);
}
