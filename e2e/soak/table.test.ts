import { expect, it } from 'vitest';
import { markdown } from '../bench/table.ts';
import { sections } from './table.ts';

it('lists the rows of each command below it, with empty cells for undefined figures', () => {
  const rows = [
    { command: 'a', what: 'Flips', rounds: 1000, faults: 1000, wrong: 0 },
    { command: 'b', what: 'Shelves', rounds: 10, faults: 0, growth: 1_250_000, note: 'quick' },
    { command: 'a', what: 'Kills', rounds: 200, faults: 200, lost: 0 },
  ];
  const text = sections(rows, markdown);
  expect(text.indexOf('Kills')).toBeLessThan(text.indexOf('`b`'));
  expect(text).toContain('| 1,000 | Flips |  | 1,000 |  | 0 |  |');
  expect(text).toContain('| 10 | Shelves | quick | 0 |  |  | 1.25 MB |');
});
