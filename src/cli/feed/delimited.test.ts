import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from './decode.ts';
import { readDelimited } from './delimited.ts';
import type { Row } from './row.ts';

async function* chunksOf(text: string, sizes: readonly number[]): AsyncGenerator<string> {
  for (let at = 0, i = 0; at < text.length; i++) {
    const size = sizes[i % sizes.length]!;
    yield text.slice(at, at + size);
    at += size;
  }
}

async function read(text: string, sizes: readonly number[] = [1 << 16]) {
  const rows: Row[] = [];
  const notes: (readonly [number, string])[] = [];
  for await (const row of readDelimited(chunksOf(text, sizes), 'a.csv', (line, what) =>
    notes.push([line, what]),
  ))
    rows.push('record' in row ? { ...row, record: { ...row.record } } : row);
  return { rows, notes };
}

/** A field that may need quotes: separators, quotes and line ends in it. */
const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', '9', ' ', 'é') }),
  fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', ';', ' ') }),
);
const records = fc.array(fc.tuple(fc.stringMatching(/^[a-z0-9]{1,6}$/), cell, cell, cell), {
  minLength: 1,
  maxLength: 30,
});
const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });

const quoted = (text: string) => (/[",\n;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const HEADER = ['id', 'title', 'description', 'brand'];
/** Shows that the file's writer quotes. */
const FIRST = ['first', 'A, b', '', ''];

/** The records as CSV; `end` gives each line's end, those within quotes included. */
function written(rows: readonly (readonly string[])[], end: (line: number) => string): string {
  const lines = [HEADER, FIRST, ...rows]
    .map((row) => row.map(quoted).join(','))
    .join('\n')
    .split('\n');
  let text = '';
  lines.forEach((line, i) => {
    // After a CR an LF would be its second half.
    const isSplit = text.endsWith('\r') && line === '' && end(i).startsWith('\n');
    text += line + (isSplit ? '\r' : end(i));
  });
  return text;
}

describe('readDelimited', () => {
  it('gives the same rows and lines whatever ends the lines, at any chunk border', async () => {
    await fc.assert(
      fc.asyncProperty(
        records,
        sizes,
        fc.array(fc.constantFrom('\n', '\r\n', '\r'), { minLength: 7, maxLength: 7 }),
        async (rows, cuts, mix) => {
          const whole = await read(written(rows, () => '\n'));
          for (const end of [() => '\r\n', () => '\r', (line: number) => mix[line % mix.length]!])
            expect(await read(written(rows, end), cuts)).toEqual(whole);
        },
      ),
    );
  });

  it('names the true line of each row', async () => {
    await fc.assert(
      fc.asyncProperty(records, async (rows) => {
        let line = 3;
        const expected = rows.map((row) => {
          const first = line;
          line += 1 + row.join('').split('\n').length - 1;
          return [first, row[0]];
        });
        const { rows: found } = await read(written(rows, () => '\r\n'));
        expect(found.slice(1).map((row) => [row.line, 'record' in row && row.record['id']])).toEqual(
          expected,
        );
      }),
    );
  });

  it.each(['\n', '\r\n', '\r'])('reads files over its block size with lines that end in %j', async (end) => {
    const count = 12_000;
    const lines = Array.from({ length: count }, (_, i) => `p${i},Product ${i},"A text, of ${i}",${i}`);
    const { rows } = await read(['id,title,description,price', ...lines, ''].join(end), [1 << 16]);
    expect(rows).toHaveLength(count);
    rows.forEach((row, i) => {
      expect(row).toMatchObject({
        line: i + 2,
        record: { id: `p${i}`, title: `Product ${i}`, price: String(i) },
      });
    });
  });
});

describe('decodeText', () => {
  it.each(['\n', '\r\n', '\r'])(
    'names the line that is not UTF-8, among lines that end in %j',
    async (end) => {
      const notes: number[] = [];
      const bytes = Buffer.from(['id,title', '1,Stuhl', '2,B\u00e4r', '3,T\u00fcr', ''].join(end), 'latin1');
      let text = '';
      for await (const part of decodeText(Readable.from([bytes]), undefined, (line) => notes.push(line)))
        text += part;
      expect(text).toContain('Bär');
      expect(notes).toEqual([3, 4]);
    },
  );
});
