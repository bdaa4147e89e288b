import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, describe, it } from 'vitest';
import { VitrineError } from '../../errors.ts';
import type { Item } from '../../types.ts';
import { readCatalogue } from './catalogue.ts';
import { FORMATS } from './format.ts';
import { collect, testFolder } from './testing/files.ts';
import { WRITERS } from './testing/writers.ts';
import { noOrders, readOrders } from './orders.ts';

const files = testFolder();

const word = fc.stringMatching(/^[A-Za-zÄÖÜäöüßéèçñø0-9.,;:|"'#%()=+*!?日本$-]{1,9}$/);
const text = fc
  .array(word, { minLength: 1, maxLength: 6 })
  .map((words) => words.join(' ').trim())
  // What a feed means by these is another thing: taken for entities, and marks of quoting.
  .filter((line) => !/^["'#-]|["']$|&\w+;/.test(line));
const id = fc
  .stringMatching(/^[A-Z0-9][A-Z0-9._-]{0,11}$/)
  .filter((value) => !/^[\d.]+$|e/i.test(value) || value.startsWith('0'));
const name = fc.stringMatching(/^[A-Z][a-zäé]{1,9}(?: [A-Z][a-z]{1,9})?$/);
const item: fc.Arbitrary<Item> = fc.record(
  {
    id,
    title: text.filter((line) => /[A-Za-z]/.test(line)),
    description: text.filter((line) => /[A-Za-z]/.test(line)),
    category: fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' > ')),
    brand: name,
    price: fc.integer({ min: 0, max: 1e7 }).map((cents) => cents / 100),
    image: fc.webUrl({ validSchemes: ['https'] }).filter((url) => !/[|;,\s&]/.test(url)),
    url: fc.webUrl({ validSchemes: ['https'] }).filter((url) => !/[|;,\s&]/.test(url)),
    group: id.filter((value) => value !== '0'), // no parent, as platforms write it
    availability: fc.constantFrom('in_stock', 'out_of_stock', 'preorder', 'backorder'),
  },
  { requiredKeys: ['id', 'title'] },
);
const catalogue = fc.uniqueArray(item, { selector: ({ id: own }) => own, minLength: 1, maxLength: 12 });
const priced = (items: readonly Item[]) =>
  items.map((one) => (one.price === undefined ? one : { ...one, currency: 'EUR' }));

describe('a catalogue that is written and read', () => {
  it.each(Object.keys(WRITERS))('is the same from %s, packed or not', async (format) => {
    await fc.assert(
      fc.asyncProperty(catalogue.map(priced), fc.boolean(), async (items, packed) => {
        const bytes = WRITERS[format]!(items);
        const { items: read, refused } = await files.read(
          packed ? `packed-${format}` : format,
          packed ? gzipSync(bytes) : bytes,
        );
        expect(refused.rows).toBe(0);
        expect(read).toEqual(items);
      }),
      { numRuns: 60 },
    );
  });
});

describe('whatever bytes a file has', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.string({ maxLength: 400, unit: 'binary' }).map((line) => Buffer.from(line)),
    fc
      .array(
        fc.constantFrom(
          'id',
          'title',
          '"',
          "'",
          ',',
          ';',
          '\t',
          '\n',
          '\r',
          '<item>',
          '</item>',
          '<',
          '>',
          '<![CDATA[',
          '{',
          '}',
          '[',
          ']',
          ':',
          '- ',
          '#',
          '|',
          '&',
          '*',
          '!',
          'a',
          '1',
          ' ',
          '\\',
          '\0',
          'é',
          '"id":',
          '"title":"x"',
          'products',
          '<script type="application/ld+json">',
          '</script>',
          '@type',
          '__proto__',
        ),
        { maxLength: 60 },
      )
      .map((parts) => Buffer.from(parts.join(''))),
    // A good file with a wound.
    fc
      .tuple(
        fc.constantFrom(...Object.keys(WRITERS)),
        catalogue,
        fc.nat(),
        fc.nat({ max: 255 }),
        fc.boolean(),
      )
      .map(([format, items, at, byte, cut]) => {
        const whole = Buffer.from(WRITERS[format]!(items));
        // The decoder believes the counts in a page of Parquet, and is busy for minutes with one that is damaged.
        if (cut || format.endsWith('.parquet')) return whole.subarray(0, at % whole.length);
        whole[at % whole.length] = byte;
        return whole;
      }),
  );

  it('reading it gives items or an error with a code, as a catalogue and as orders', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, fc.constantFrom(undefined, ...FORMATS), async (content, format) => {
        const path = files.file('any', content);
        const coded = (error: unknown) => {
          if (!(error instanceof VitrineError)) throw error;
        };
        await readCatalogue([path], undefined, { format }).catch(coded);
        await collect(readOrders(path, new Map(), noOrders())).catch(coded);
      }),
      { numRuns: 600 },
    );
  });
});
