/** Which of the first two numbers of a date such as `05/04/2026` is the day. */
export type DateOrder = 'day-first' | 'month-first';

const NUMERIC =
  /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?:,?[ T]+(\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+(?!\d))?(?: ?[ap]\.?m\.?)?)(.*))?$/i;
const ISO =
  /^(\d{4})([./-])(\d{1,2})\2(\d{1,2})(?:[ T]+(\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+(?!\d))?(?: ?[ap]\.?m\.?)?)(.*))?$/i;
/** Abbreviations of zones that exports write; others are passed over. */
const ZONES: Readonly<Record<string, string>> = {
  ...{
    Z: 'Z',
    UTC: 'Z',
    GMT: 'Z',
    BST: '+01:00',
    CET: '+01:00',
    CEST: '+02:00',
    EET: '+02:00',
    EEST: '+03:00',
    MSK: '+03:00',
  },
  ...{
    EST: '-05:00',
    EDT: '-04:00',
    CST: '-06:00',
    CDT: '-05:00',
    MST: '-07:00',
    MDT: '-06:00',
    PST: '-08:00',
    PDT: '-07:00',
  },
  ...{ IST: '+05:30', JST: '+09:00', AEST: '+10:00', AEDT: '+11:00', NZST: '+12:00', NZDT: '+13:00' },
};

/**
 * A time as orders write it: epoch seconds, milliseconds or microseconds (as GA4 exports), a day as 20261231, or a date
 * with or without an hour. A date without a zone is taken as UTC, so that a build gives the same on every machine.
 *
 * @param order Of `05/04/2026`, with `/` or `-`; with full stops the day is always first.
 * @returns Epoch milliseconds; NaN if it is no time.
 */
export function timeOf(date: string, order: DateOrder = 'day-first'): number {
  const text = date.trim();
  const day = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (day) return inUtc(day[1]!, day[2]!, day[3]!);
  if (/^\d{9,19}(?:\.\d+)?$/.test(text)) return epochOf(text);
  if (/^\d+(?:\.\d+)?$/.test(text) && !/^\d{4}$/.test(text)) return NaN; // a number is no year of the far future
  const iso = ISO.exec(text);
  if (iso) return inUtc(iso[1]!, iso[3]!, iso[4]!, iso[5], iso[6]);
  const numeric = NUMERIC.exec(text);
  if (numeric) {
    const [, a = '', mark, b = '', year = '', time, zone] = numeric;
    const isDayFirst = mark === '.' || order === 'day-first';
    const [d, m] = isDayFirst ? [a, b] : [b, a];
    return inUtc(year.length === 2 ? `20${year}` : year, m, d, time, zone);
  }
  // `5 April 2026`, `Sun, 05 Apr 2026 09:15:00 +0200`; what names no zone is taken as UTC.
  const remark = text.endsWith(')') ? text.indexOf('(') : -1; // ` (Central European Time)`
  const hasZone = /(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}|\b[A-Z]{3,4})$/.test(
    remark < 0 ? text : text.slice(0, remark).trimEnd(),
  );
  const at = hasZone ? NaN : Date.parse(`${text} UTC`);
  return Number.isNaN(at) ? Date.parse(text) : at;
}

/** What a date shows of the order in its file; `'either'` if it may be both; `undefined` if it has no such order. */
export function orderShownBy(date: string): DateOrder | 'either' | undefined {
  const numeric = NUMERIC.exec(date.trim());
  if (!numeric || numeric[2] === '.') return undefined;
  const [a, b] = [Number(numeric[1]), Number(numeric[3])];
  if (a > 12 && b <= 12) return 'day-first';
  if (b > 12 && a <= 12) return 'month-first';
  return a === b ? undefined : 'either';
}

function epochOf(text: string): number {
  const { length } = text.split('.')[0]!;
  return Number(text) * 1000 ** (length <= 11 ? 1 : length <= 14 ? 0 : length <= 17 ? -1 : -2);
}

function inUtc(year: string, month: string, day: string, time = '00:00', behind = ''): number {
  const zone = behind.trim();
  const clock = /^(\d{1,2}):(\d{2})(?::(\d{2}))?(\.\d+)?(?: ?([ap])\.?m\.?)?$/i.exec(time);
  if (!clock) return NaN;
  const [, hours = '', minutes = '', seconds = '00', fraction = '', half] = clock;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (/p/i.test(half) ? 12 : 0);
  const two = (part: string | number) => String(part).padStart(2, '0');
  const offset = /^([+-]\d{2}):?(\d{2})?$/.exec(zone);
  const at = offset ? `${offset[1]!}:${offset[2] ?? '00'}` : (ZONES[zone.toUpperCase()] ?? 'Z');
  const parsed = Date.parse(
    `${year}-${two(month)}-${two(day)}T${two(hour)}:${minutes}:${seconds}${fraction.slice(0, 4)}${at}`,
  );
  // 31 April is no day, though a parser may read it as 1 May.
  const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(day) > days ? NaN : parsed;
}
