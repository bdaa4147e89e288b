import { expect, it } from 'vitest';
import { addFinding, addFindings, noFindings } from './findings.ts';

it('adds the findings of two sources: rows, kinds and, up to 10,000, the findings themselves', () => {
  const [a, b] = [noFindings(), noFindings()];
  for (let line = 1; line <= 6000; line++) {
    addFinding(a, { file: 'a.csv', line, reason: 'has no title' });
    addFinding(b, { file: 'b.csv', line, reason: `has a price that cannot be read: ${line}` });
  }
  addFinding(b, { file: 'b.csv', line: 6000, reason: 'has no title' }, true);
  const both = addFindings(a, b);
  expect([both.rows, both.kinds]).toEqual([
    12_000,
    { 'has no title': 6001, 'has a price that cannot be read': 6000 },
  ]);
  expect(both.listed).toHaveLength(10_000);
  expect(both.listed[6000]).toEqual({
    file: 'b.csv',
    line: 1,
    reason: 'has a price that cannot be read: 1',
  });
});
