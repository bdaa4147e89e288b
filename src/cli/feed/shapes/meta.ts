import type { Entry } from '../../../core/feed/nested.ts';
import { eachRow, type ShapeKind } from './shape.ts';
import { textIn } from './parts.ts';

/**
 * Meta's template of a catalogue, if its line of comments stands below the header.
 *
 * @see https://developers.facebook.com/docs/commerce-platform/catalog/fields
 */
export const meta: ShapeKind = {
  fits: isComment,
  create: () => eachRow((row) => [isComment(row.record) ? { line: row.line, skipped: 'is a comment' } : row]),
};

function isComment(record: Entry): boolean {
  return /^#\s*(?:required|optional|recommended)\b/i.test(textIn(Object.values(record)[0]) ?? '');
}
