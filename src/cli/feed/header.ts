import { parse } from 'csv-parse/sync';
import { findColumns } from '../../core/feed/columns.ts';
import { ITEM_NAMES, ORDER_NAMES } from '../../core/feed/names.ts';
import { LIMITS } from './limits.ts';

export interface Header {
  readonly columns: readonly string[];
  readonly delimiter: string;
  /** Where it begins, in characters, and on which line. */
  readonly start: number;
  readonly line: number;
}

const DELIMITERS = [',', '\t', ';', '|'];
/** Characters of a header at most; longer lines among the first are rows. */
export const LONGEST_HEADER = 200_000;
/** Lines that may stand before it: a title, comments, Excel's `sep=;`. */
const BEFORE = 10;

/**
 * Finds the header of a table, and what sets its fields apart: the line among the first, and the separator, that give
 * the most columns with names that are known; failing that the first line, and what cuts it into the most fields.
 *
 * @param given What sets the fields apart, if that is known.
 */
export function findHeader(text: string, given?: string): Header {
  let isTemplate = false;
  let best: (Header & { readonly score: number }) | undefined;
  for (const { content, start, line } of firstLines(text)) {
    if (content.length > LONGEST_HEADER) {
      if (!best) break; // a table that begins so has no header
      continue;
    }
    // Amazon's templates have labels for readers on the second line, and the names of the columns on the third.
    if (/^"?TemplateType=/.test(content)) isTemplate = true;
    if (isTemplate && line < 3) continue;
    const comment = /^"?#(?:\s|INFO\b)|^sep=.$/i.test(content);
    for (const delimiter of given === undefined ? DELIMITERS : [given]) {
      const columns = fieldsOf(content, delimiter).map((name) => name.trim());
      // A row of the table below holds values, of which one or another may be called as a column is.
      const score = comment
        ? -1
        : 1000 * Math.max(0, (columns.length > LIMITS.fields ? 0 : knownColumns(columns)) - 1) +
          (line === 1 || !best ? columns.length : 0);
      if (!best || score > best.score) best = { columns, delimiter, start, line, score };
    }
  }
  if (!best) return { columns: [], delimiter: given ?? ',', start: 0, line: 1 };
  const [first = '', ...others] = best.columns;
  return { ...best, columns: [first.replace(/^#+\s*/, ''), ...others] };
}

function* firstLines(text: string): Generator<{ content: string; start: number; line: number }> {
  let start = 0;
  for (let line = 1; line <= 2 * BEFORE && start < text.length; line++) {
    const end = text.indexOf('\n', start);
    const content = text.slice(start, end < 0 ? undefined : end).replace(/\r$/, '');
    if (content.trim() !== '') yield { content, start, line };
    if (end < 0) return;
    start = end + 1;
  }
}

function fieldsOf(line: string, delimiter: string): string[] {
  const options = { delimiter, relax_column_count: true, relax_quotes: true };
  try {
    return (parse(line, options) as string[][])[0] ?? [];
  } catch {
    return line.split(delimiter); // a header that goes on after a line's end within quotes
  }
}

/** How many of the columns are known, as a catalogue's or as those of orders. */
export function knownColumns(columns: readonly string[]): number {
  const known = [ITEM_NAMES, ORDER_NAMES].map(
    (names) => new Set(Object.values(findColumns(columns, names)).flat()).size,
  );
  return Math.max(...known);
}
