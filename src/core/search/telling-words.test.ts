import { describe, expect, it } from 'vitest';
import type { Item } from '../../types/items.ts';
import { tellingWords } from './telling-words.ts';
import { bestRows, createWordSearch } from './word-search.ts';

const item = (id: string, title: string, description?: string): Item => ({
  id,
  title,
  ...(description !== undefined && { description }),
});

describe('telling words', () => {
  it('are the words of a description that the names of its item lack, the rarest first', () => {
    const items = [
      item('a', 'Red shoe', 'A red shoe with zebra laces and a soft sole'),
      item('b', 'Blue shoe', 'A blue shoe with a soft sole'),
      item('c', 'Green hat', 'A green hat with a brim'),
      item('d', 'Socks'),
    ];
    const [first, second, , none] = tellingWords(items);
    expect(first!.slice(0, 3)).toEqual(['and', 'laces', 'zebra']);
    expect(first!.at(-1)).toBe('with');
    expect(first).not.toContain('shoe');
    expect(first).not.toContain('a');
    expect(second).toEqual(['soft', 'sole', 'with']);
    expect(none).toEqual([]);
  });

  it('begin with words that name other items', () => {
    const items = [
      item('a', 'Lamp', 'For cellar and bedroom'),
      item('d', 'Rug', 'Soft and warm'),
      item('b', 'Bedroom chest'),
      item('c', 'Bedroom'),
    ];
    expect(tellingWords(items)[0]![0]).toBe('bedroom');
  });

  it('are 32 at most, and keep numbers with their units', () => {
    const long = Array.from({ length: 100 }, (_, i) => `word${i}`).join(' ');
    const [words, sized] = tellingWords([item('a', 'A', long), item('b', 'B', 'holds 20 litres')]);
    expect(words).toHaveLength(32);
    expect(sized).toContain('20l');
  });

  it('find what their description says, without the description', () => {
    const items = [item('a', 'Red shoe', 'With zebra laces'), item('b', 'Blue shoe', 'Plain')];
    const bare = items.map(({ id, title }) => ({ id, title }));
    const search = createWordSearch(bare, (word) => word, tellingWords(items));
    expect(bestRows(search('zebra').scores, 5)).toEqual([0]);
    expect(bestRows(createWordSearch(bare, (word) => word)('zebra').scores, 5)).toEqual([]);
  });
});
