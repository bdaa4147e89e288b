import { VitrineError } from '../../errors.ts';
import { listed } from './listed.ts';
import { didYouMean } from './nearest.ts';

/** Says that `--columns` names a column that a table does not have. */
export function unknownColumn(name: string, present: Iterable<string>, file?: string): VitrineError {
  const where = file === undefined ? '' : ` of ${file}`;
  return new VitrineError(
    'bad-argument',
    `--columns names the column ${name}, but the columns${where} are ${listed(present)}${didYouMean(name, present)}`,
  );
}

/**
 * Says which fields have no column in a table.
 *
 * @param mixedUp What the table looks like instead, if anything, and what to do then.
 */
export function missingColumns(
  file: string,
  missing: readonly string[],
  present: Iterable<string>,
  mixedUp?: string,
): VitrineError {
  const advice = `name ${missing.length > 1 ? 'them' : 'it'} with --columns ${missing.map((field) => `${field}=...`).join(',')}`;
  return new VitrineError(
    'bad-catalogue',
    `${file}: no column for ${missing.join(' and ')} among ${listed(present)}; ${mixedUp === undefined ? '' : `${mixedUp}; or `}${advice}`,
  );
}
