import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RANKING } from '../src/core/parameters.ts';
import { EVENT_WEIGHTS } from '../src/core/history/event.ts';
import { LEARNING } from '../src/learn/parameters.ts';
import { ROOT } from './testing/pages.ts';

const page = readFileSync(`${ROOT}docs/ranking.md`, 'utf8');
const cells = page
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1),
  );
const row = (name: string, columns: number) =>
  cells.find((line) => line[0] === `\`${name}\`` && line.length === columns)?.slice(1);

describe('docs/ranking.md', () => {
  it.each(Object.entries({ ...RANKING, ...LEARNING }))('has the value of %s', (name, value) => {
    const [told] = row(name, 4) ?? [];
    if (name === 'mixes') expect(told).toBe('above');
    else expect(told).toBe(typeof value === 'object' ? Object.values(value).join(', ') : String(value));
  });

  it('has every weight of every mix', () => {
    const mixes = Object.entries(RANKING.mixes) as [string, Record<string, number>][];
    const sources = [...new Set(mixes.flatMap(([, mix]) => Object.keys(mix)))];
    expect(row('content', mixes.length + 1)).toBeDefined();
    const header = cells.find(([first, ...rest]) => first === 'source' && rest.length === mixes.length)!;
    expect(header.slice(1)).toEqual(expect.arrayContaining(mixes.map(([name]) => `\`${name}\``)));
    for (const source of sources) {
      const told = row(source, mixes.length + 1);
      const weights = header.slice(1).map((name) => RANKING.mixes[name.slice(1, -1) as 'cold']);
      expect(told, source).toEqual(
        weights.map((mix) => String((mix as Record<string, number>)[source] ?? '')),
      );
    }
  });

  it('has the weight of every event', () => {
    for (const [name, weight] of Object.entries(EVENT_WEIGHTS)) {
      const line = cells.find(([first, , ...rest]) => rest.length === 0 && first!.includes(`\`${name}\``));
      expect(line?.[1], name).toBe(String(weight));
    }
  });
});
