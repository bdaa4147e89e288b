import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retained } from '../core/history/compact.ts';
import type { Retention } from '../core/history/retention.ts';
import type { ShopperEvent } from '../types.ts';
import { FULL_RECORD, isRewriteDue, MAX_SMALL, planRewrite, type OpenRecord } from './plan-rewrite.ts';

const DAY = 24 * 60 * 60_000;
const ALL: Retention = { days: 1e6, max: Infinity };
const view = (id: string, at = 0): ShopperEvent => ({ name: 'view_item', ids: [id], at });
const many = (count: number, start = 0) => Array.from({ length: count }, (_, i) => view(`${start + i}`));

/** The records after the plan was carried out. */
function after(records: readonly OpenRecord[], now = 0, retention = ALL): OpenRecord[] {
  const { put, remove } = planRewrite(records, now, retention);
  const all = new Map(records.map(({ key, events }) => [key, events]));
  for (const key of remove) all.delete(key);
  for (const { key, events } of put) all.set(key, events);
  return [...all].map(([key, events]) => ({ key, events })).sort((a, b) => a.key - b.key);
}

describe('the plan of a rewrite', () => {
  it('merges small records when there are many, and leaves full records as they are', () => {
    const full = { key: 1, events: many(FULL_RECORD) };
    const small = many(MAX_SMALL + 1, 1000).map((event, i) => ({ key: 10 + i, events: [event] }));
    expect(isRewriteDue([full, ...small.slice(1)], 0, ALL)).toBe(false);
    expect(isRewriteDue([full, ...small], 0, ALL)).toBe(true);
    const plan = planRewrite([full, ...small], 0, ALL);
    expect(plan.put).toEqual([{ key: 10, events: small.flatMap(({ events }) => events) }]);
    expect(plan.remove).toEqual(small.slice(1).map(({ key }) => key));
  });

  it('removes records that cannot be decrypted, and keeps the others', () => {
    const records = [
      { key: 1, events: many(2) },
      { key: 2, events: undefined },
      { key: 3, events: many(2, 5) },
    ];
    expect(isRewriteDue(records, 0, ALL)).toBe(true);
    expect(planRewrite(records, 0, ALL).remove).toEqual([2, 3]);
    expect(after(records)).toEqual([{ key: 1, events: [...many(2), ...many(2, 5)] }]);
  });

  it('removes expired events from the disk', () => {
    const records = [
      { key: 1, events: many(FULL_RECORD) },
      { key: 2, events: [view('b', 95 * DAY)] },
    ];
    expect(isRewriteDue(records, 100 * DAY, { days: 90, max: 10 })).toBe(true);
    expect(after(records, 100 * DAY, { days: 90, max: 10 })).toEqual([{ ...records[1], key: 1 }]);
  });

  it('keeps exactly the retained events, in their order, in records that are not too large', () => {
    const lengths = fc.array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 350, max: 450 })), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(lengths, fc.integer({ min: 0, max: 5000 }), (lengths, max) => {
        let start = 0;
        const records = lengths.map((length, i) => ({ key: 3 * i, events: many(length, (start += 500)) }));
        const retention = { days: 1, max };
        const events = records.flatMap(({ events }) => events);
        const left = after(records, 0, retention);
        expect(left.flatMap(({ events }) => events!)).toEqual(retained(events, 0, retention));
        expect(Math.max(0, ...left.map(({ events }) => events!.length))).toBeLessThan(2 * FULL_RECORD + 51);
      }),
    );
  });
});
