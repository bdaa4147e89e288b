/**
 * A time as orders write it: epoch seconds, milliseconds or microseconds (as GA4 exports), a day as 20261231, or a date
 * with or without an hour, of which `31.12.2026` and `31/12/2026` have the day first.
 *
 * @returns Epoch milliseconds; NaN, if it is none.
 */
export function timeOf(date: string): number {
  const day = /^(\d{4})(\d{2})(\d{2})$/.exec(date);
  if (day) return Date.parse(`${day[1]}-${day[2]}-${day[3]}`);
  if (/^\d{9,19}(?:\.\d+)?$/.test(date)) {
    const [whole = ''] = date.split('.');
    return (
      Number(date) * 1000 ** (whole.length <= 11 ? 1 : whole.length <= 14 ? 0 : whole.length <= 17 ? -1 : -2)
    );
  }
  if (/^\d+(?:\.\d+)?$/.test(date) && !/^\d{4}$/.test(date)) return NaN; // a number is no year of the far future
  const european = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:,?[ T]+(\d.*))?$/.exec(date);
  if (european && (european[2] === '.' || Number(european[1]) > 12)) {
    const [, d, , month, year, time] = european;
    return Date.parse(
      `${year}-${month!.padStart(2, '0')}-${d!.padStart(2, '0')}${time === undefined ? '' : ` ${time}`}`,
    );
  }
  return Date.parse(date);
}
