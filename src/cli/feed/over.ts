import type { Entry } from '../../core/feed/nested.ts';
import { outsideBrackets } from '../../core/feed/outside-brackets.ts';
import { textOf } from '../../core/feed/value.ts';
import { timeOf } from '../../core/feed/time-of.ts';

/** Columns that say when a product is over, and when it begins, in the forms of `plain`. */
const ENDS =
  words(`expiration_date expirationdate expiry_date expires expires_at expires_on expire_date date_expires valid_through
  availability_end_date available_until available_to availability_ends available_end publish_until publish_to publish_end
  publish_end_date publishing_end_date unpublish_at unpublish_on unpublish_date unpublished_at published_until published_to
  online_to visible_until visible_to sellable_until active_to active_until offline_date offline_from end_of_sale
  sichtbar_bis verfugbar_bis online_bis aktiv_bis veroffentlicht_bis date_de_fin_de_publication disponible_jusqu_au
  fecha_de_caducidad disponible_hasta`);
const BEGINS =
  words(`publish_from publish_start publish_start_date publish_at publish_on published_at published_from published_on
  available_from availability_start_date online_from visible_from active_from sichtbar_ab online_ab aktiv_ab`);
/** Columns that say that there is no such product any more: a time, or yes. */
const DELETED =
  words(`deleted_at deleted_on deleted date_deleted is_deleted removed_at removed is_removed archived_at archived
  is_archived trashed_at trashed geloscht geloscht_am supprime eliminado`);
const DISCONTINUED =
  words(`discontinued is_discontinued discontinued_at discontinued_date discontinued_on date_discontinued
  discontinue_date discontinuedat end_of_life end_of_life_date eol eol_date obsolete is_obsolete`);
const YES = /^(?:true|1|yes|y|ja|oui|si|sì|sí)$/i;
const DAY = 86_400_000;

type Role = 'ends' | 'begins' | 'deleted' | 'discontinued';

/**
 * Whether an entry says of itself that its product's time is over or has not come: out of date, deleted, discontinued.
 *
 * @param now Epoch milliseconds.
 * @returns A reason to skip it; `undefined` if it may be seen.
 */
export function overReason(record: Entry, now: number): string | undefined {
  for (const column of Object.keys(record)) {
    const role = roleOf(column);
    const said = role && textOf(record[column]);
    const reason = said === undefined ? undefined : reasonOf(role!, said, now);
    if (reason !== undefined) return `${reason}: ${column} ${said!}`;
  }
  return undefined;
}

function reasonOf(role: Role, said: string, now: number): string | undefined {
  // A yes, a level or a database's zero is no time.
  const at = /\d{4}|\d[./-]\d/.test(said) && !said.startsWith('0000') ? timeOf(said) : NaN;
  const isOver = YES.test(said) || at <= now;
  switch (role) {
    case 'ends':
      return at + (isDay(said) ? DAY : 0) < now ? 'is out of date' : undefined;
    case 'begins':
      return at > now ? 'is not shown yet' : undefined;
    case 'deleted':
      return isOver ? 'is deleted' : undefined;
    case 'discontinued':
      return isOver ? 'is discontinued' : undefined;
  }
}

/** A day that names no hour is over when it ends. */
function isDay(date: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$|^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$/.test(date);
}

const roles = new Map<string, Role | undefined>();

/** Kept: every row of a file has the same columns. */
function roleOf(column: string): Role | undefined {
  if (roles.has(column)) return roles.get(column);
  const name = plain(column);
  const role = (
    [
      ['ends', ENDS],
      ['begins', BEGINS],
      ['deleted', DELETED],
      ['discontinued', DISCONTINUED],
    ] as const
  ).find(([, names]) => names.has(name))?.[0];
  if (roles.size < 10_000) roles.set(column, role);
  return role;
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).map(plain));
}

function plain(text: string): string {
  return outsideBrackets(text.slice(0, 100))
    .normalize('NFD')
    .toLowerCase()
    .replace(/^\s*g:/, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
