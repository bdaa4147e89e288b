import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createUnmatchedIds } from './unmatched.ts';

function counted(ids: readonly string[], limit?: number) {
  const unmatched = createUnmatchedIds(limit);
  for (const id of ids) unmatched.add(id);
  return unmatched;
}

it('counts every id exactly while there are few, most lines first', () => {
  const { distinct, exact, top } = counted(['b', 'a', 'b', 'c', 'b', 'c']);
  expect([distinct, exact]).toEqual([3, true]);
  expect(top(2)).toEqual([
    { id: 'b', lines: 3 },
    { id: 'c', lines: 2 },
  ]);
});

it('finds each frequent id among more ids than it tells apart, and never counts too many', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...'abcdefghij'), { maxLength: 200 }), (ids) => {
      const limit = 3;
      const { top, exact } = counted(ids, limit);
      const linesOf = (id: string) => ids.filter((other) => other === id).length;
      const found = new Map(top(limit).map(({ id, lines }) => [id, lines]));
      for (const id of new Set(ids)) {
        if (linesOf(id) > ids.length / (limit + 1)) expect(found.has(id)).toBe(true);
        expect(found.get(id) ?? 0).toBeLessThanOrEqual(linesOf(id));
        if (exact) expect(found.get(id)).toBe(linesOf(id));
      }
    }),
  );
});
