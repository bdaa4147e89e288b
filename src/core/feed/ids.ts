import { attributeName } from './attribute-columns.ts';
import type { FoundColumns } from './columns.ts';
import { gtinOf } from './gtin.ts';
import type { NamedValue } from './named-values.ts';
import type { Entry } from './nested.ts';
import { textOf } from './value.ts';

/** A longer text is no id. */
const MAX_ID = 200;
/** A spreadsheet's rounding of a code, `8.41E+12`: it is of many items at once. */
const SPOILED = /^\d(?:[.,]\d+)?E\+\d{2}$/i;
const NONE = /^(?:0|-+|n\/?a|none|null|nan|does not apply|nicht zutreffend|ne s'applique pas)$/i;

/** The ids of an entry beside its item's own. */
export interface FurtherIds {
  readonly ids?: readonly string[];
  readonly gtin?: string;
  readonly mpn?: string;
}

/**
 * Finds every further id that an entry gives its item, in the order in which platforms are likely to use them.
 *
 * @param codes GTIN and MPN that stand among its attributes.
 * @param lost Receives a code that cannot be one, in words.
 */
export function furtherIds(
  record: Entry,
  columns: FoundColumns,
  id: string,
  codes: readonly NamedValue[],
  lost: (what: string) => void,
): FurtherIds {
  const among = (field: string) =>
    codes.filter(([name]) => attributeName(name) === field).map(([, value]) => value);
  const values = (field: string) => [
    ...(columns[field] ?? []).map((column) => record[column]),
    ...among(field),
  ];
  const gtins = values('gtin').flatMap((value) => idsIn(value, lost));
  const gtin = gtins.map(gtinOf).find((code) => code !== undefined);
  if (gtin === undefined && gtins[0] !== undefined)
    lost(`has a GTIN with a wrong length or check digit, which was left out: ${gtins[0]}`);
  const [mpn] = values('mpn').flatMap((value) => idsIn(value, lost));
  const others = [...values('id'), ...values('ids'), record['ids']]
    .flatMap((value) => idsIn(value, () => undefined))
    // The same GTIN without its hyphens is one id.
    .filter((one) => gtin === undefined || gtinOf(one) !== gtin);
  const wrong = gtin === undefined ? gtins : [];
  const ids = inOrder([...others, ...wrong], { id, gtin, mpn });
  return {
    ...(ids.length > 0 && { ids }),
    ...(gtin !== undefined && { gtin }),
    ...(mpn !== undefined && { mpn }),
  };
}

/** The further ids of an item as it has them: GTIN and MPN come last. */
export function inOrder(
  ids: readonly string[],
  {
    id,
    gtin,
    mpn,
  }: { readonly id: string; readonly gtin?: string | undefined; readonly mpn?: string | undefined },
): string[] {
  const others = ids.filter((one) => one !== gtin && one !== mpn);
  return [...new Set([...others, gtin, mpn])].filter((one) => one !== undefined && one !== id) as string[];
}

/** The ids in a value: one, or those of a list. */
function idsIn(value: unknown, lost: (what: string) => void): string[] {
  if (Array.isArray(value)) return (value as unknown[]).flatMap((part) => idsIn(part, lost));
  const text = textOf(value)
    ?.replace(/^'(?=\d)/, '')
    .replace(/^gid:\/\/.*\//, '');
  if (text === undefined || text.length > MAX_ID || NONE.test(text)) return [];
  if (!SPOILED.test(text)) return [text];
  lost(`has a code that a spreadsheet has rounded, which was left out: ${text}`);
  return [];
}
