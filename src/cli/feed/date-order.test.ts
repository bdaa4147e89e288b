import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderShownBy, timeOf } from '../../core/feed/time-of.ts';
import { createDateOrder } from './date-order.ts';

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
