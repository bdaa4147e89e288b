import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeClock, type ClockMark } from './clock.ts';

const DAY = 24 * 60 * 60_000;
const START = 20_000;

/** Judges one visit after the other. @returns For each the day by which events may be removed. */
function daysOf(...days: readonly number[]): number[] {
  let known: ClockMark | undefined;
  return days.map((day) => {
    const { now, mark } = judgeClock(known, day * DAY + 5000);
    known = mark;
    return Math.floor(now / DAY);
  });
}

describe('judgeClock', () => {
  it('believes a clock that goes on, with pauses of up to a month', () => {
    expect(daysOf(START, START, START + 1, START + 32, START + 31)).toEqual([
      START,
      START,
      START + 1,
      START + 32,
      START + 31,
    ]);
  });

  it.each([100, -100, 20_000])(
    'does not believe one jump by %i days, however many pages it lasts',
    (jump) => {
      expect(daysOf(START, START + jump, START + jump, START + 1)).toEqual([START, START, START, START + 1]);
    },
  );

  it('believes a jump that a later day confirms: a shopper was away for long', () => {
    expect(daysOf(START, START + 100, START + 102, START + 103)).toEqual([
      START,
      START,
      START + 102,
      START + 103,
    ]);
  });

  it('does not believe two jumps to different times', () => {
    expect(daysOf(START, START + 100, START + 900, START - 300, START + 1)).toEqual([
      START,
      START,
      START,
      START,
      START + 1,
    ]);
  });

  it('never removes by a day that no other visit has led to', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: START - 500, max: START + 500 }), { minLength: 1 }), (days) => {
        daysOf(...days).forEach((day, i) => {
          const earlier = days.slice(0, i);
          expect(i === 0 || day !== days[i] || earlier.some((one) => day >= one - 1 && day <= one + 31)).toBe(
            true,
          );
          expect(days.slice(0, i + 1)).toContain(day);
        });
      }),
    );
  });
});
