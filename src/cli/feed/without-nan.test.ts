import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withoutNaN } from './without-nan.ts';

async function mend(text: string, sizes: readonly number[]): Promise<string> {
  async function* parts() {
    for (let at = 0, i = 0; at < text.length; i++) {
      const size = sizes[i % sizes.length]!;
      yield text.slice(at, at + size);
      at += size;
    }
  }
  let out = '';
  for await (const part of withoutNaN(parts())) out += part;
  return out;
}

it('replaces what is no number, outside of texts, wherever the text is cut', async () => {
  const text = '[{"a": NaN, "b": -Infinity, "NaN": "say \\"NaN\\" \\\\", "c": [Infinity,NaN]}]';
  for (let size = 1; size < text.length; size++)
    expect(JSON.parse(await mend(text, [size]))).toEqual([
      { a: null, b: null, NaN: 'say "NaN" \\', c: [null, null] },
    ]);
});

it('leaves every JSON as it is', async () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(fc.json(), sizes, async (json, cuts) => {
      expect(await mend(json, cuts)).toBe(json);
    }),
  );
});
