import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDateOrder } from './date-order.ts';
import { orderShownBy, timeOf, type DateOrder } from './time-of.ts';

const iso = (text: string, order?: DateOrder) => {
  const at = timeOf(text, order);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
};

describe('timeOf', () => {
  it.each([
    ['2026-04-05', '2026-04-05T00:00:00.000Z'],
    ['2026-4-5', '2026-04-05T00:00:00.000Z'],
    ['2026/04/05 9:15', '2026-04-05T09:15:00.000Z'],
    ['2026-04-05 09:15:30', '2026-04-05T09:15:30.000Z'],
    ['2026-04-05T09:15:30.25Z', '2026-04-05T09:15:30.250Z'],
    ['2026-04-05 09:15:30 +0200', '2026-04-05T07:15:30.000Z'],
    ['2026-04-05T09:15:30+02:00', '2026-04-05T07:15:30.000Z'],
    ['2026-04-05 09:15:30 UTC', '2026-04-05T09:15:30.000Z'],
    ['2026-04-05 09:15:30 EST', '2026-04-05T14:15:30.000Z'],
    ['20260405', '2026-04-05T00:00:00.000Z'],
    ['1775380530', '2026-04-05T09:15:30.000Z'],
    ['1775380530000', '2026-04-05T09:15:30.000Z'],
    ['1775380530000000', '2026-04-05T09:15:30.000Z'],
    ['05.04.2026', '2026-04-05T00:00:00.000Z'],
    ['5.4.26 9:15', '2026-04-05T09:15:00.000Z'],
    ['05/04/2026', '2026-04-05T00:00:00.000Z'],
    ['05/04/26', '2026-04-05T00:00:00.000Z'],
    ['05-04-2026 09:15', '2026-04-05T09:15:00.000Z'],
    ['28/04/26', '2026-04-28T00:00:00.000Z'],
    ['05/04/2026 09:15 PM', '2026-04-05T21:15:00.000Z'],
    ['05/04/2026, 12:15 am', '2026-04-05T00:15:00.000Z'],
    ['5 April 2026', '2026-04-05T00:00:00.000Z'],
    ['Apr 5, 2026 9:15 AM', '2026-04-05T09:15:00.000Z'],
    ['Sun, 05 Apr 2026 09:15:00 +0200', '2026-04-05T07:15:00.000Z'],
  ])('reads %s as %s', (text, expected) => {
    expect(iso(text)).toBe(expected);
  });

  it.each([
    ['04/05/2026', '2026-04-05T00:00:00.000Z'],
    ['4/5/26 9:15 PM', '2026-04-05T21:15:00.000Z'],
    ['05.04.2026', '2026-04-05T00:00:00.000Z'],
  ])('reads %s as %s with the month first', (text, expected) => {
    expect(iso(text, 'month-first')).toBe(expected);
  });

  it.each([
    '',
    'never',
    '31/04/2026',
    '12/25/2026',
    '2026-13-01',
    '2026-02-30',
    '12345678901234567890123',
    '99.5',
  ])('refuses %s', (text) => {
    expect(iso(text)).toBeUndefined();
  });
});

describe('createDateOrder', () => {
  it('reads every date of a file as it was written, whichever date shows the order', () => {
    const days = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(days, fc.boolean(), (numbers, isDayFirst) => {
        const dates = numbers.map((day) => new Date(Date.UTC(2020, 0, 1 + day)));
        const written = dates.map((date) => {
          const [d, m] = [date.getUTCDate(), date.getUTCMonth() + 1];
          return `${isDayFirst ? `${d}/${m}` : `${m}/${d}`}/${date.getUTCFullYear()}`;
        });
        const shows = written.some((date) => /first$/.test(orderShownBy(date) ?? ''));
        fc.pre(isDayFirst || shows);
        const order = createDateOrder<number>();
        const ready = written.flatMap((date, line) => order.add({ row: line, line, date }));
        const all = [...ready, ...order.end()];
        expect(all.map(({ row }) => row)).toEqual(numbers.map((_, i) => i));
        const read = all.map(({ date }) => timeOf(date!, order.decided()?.order));
        expect(read).toEqual(dates.map(Number));
      }),
    );
  });
});
