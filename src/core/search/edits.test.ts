import fc from 'fast-check';
import { expect, it } from 'vitest';
import { edits } from './edits.ts';

it.each([
  ['ukelele', 'ukulele', 1],
  ['gitar', 'guitar', 1],
  ['chesterfeild', 'chesterfield', 1],
  ['same', 'same', 0],
  ['short', 'longer', 3],
])('%s and %s are %i edits apart', (a, b, distance) => {
  expect(edits(a, b, 2)).toBe(distance);
});

it('counts what was done to a word, or fewer edits, both ways', () => {
  const word = fc.stringMatching(/^[a-d]{3,8}$/);
  const edit = fc.tuple(
    fc.constantFrom('add', 'drop', 'replace', 'swap'),
    fc.nat(7),
    fc.constantFrom(...'abcd'),
  );
  fc.assert(
    fc.property(word, fc.array(edit, { maxLength: 2 }), (before, done) => {
      const after = done.reduce((text, [what, place, letter]) => {
        const at = place % text.length;
        const [a, b] = [text.slice(0, at), text.slice(at)];
        if (what === 'add') return a + letter + b;
        if (what === 'drop') return a + b.slice(1);
        if (what === 'replace') return a + letter + b.slice(1);
        return a + (b[1] ?? '') + b[0]! + b.slice(2);
      }, before);
      const distance = edits(before, after, 4);
      expect(distance).toBe(edits(after, before, 4));
      expect(distance === 0).toBe(before === after);
      if (done.length <= 1) expect(distance).toBeLessThanOrEqual(done.length);
    }),
  );
});
