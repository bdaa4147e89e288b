import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item } from '../../../types.ts';
import { readCatalogue, type Catalogue } from '../catalogue.ts';
import { testFolder } from '../testing/files.ts';
import { PLATFORM_FILES, PLATFORMS } from '../testing/platforms.ts';

const files = testFolder();
const NAMES = PLATFORMS.filter(({ files: names }) => names.length === 1)
  .flatMap(({ files: names }) => names)
  .filter((name) => /\.jsonl?$/.test(name) && name !== 'pandas.jsonl'); // holds NaN
const DAMAGE: readonly unknown[] = [
  null,
  '',
  'x',
  -1,
  0,
  true,
  {},
  [],
  [null],
  { a: { b: [] } },
  '\u0000',
  1e300,
];

type Path = readonly (string | number)[];

/** Paths to all values below a value, those of objects and lists among them. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

function damaged(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value))
    return (value as unknown[]).map((one, i) => (i === Number(key) ? damaged(one, rest, by) : one));
  return Object.fromEntries(
    Object.entries(value as object).map(([name, one]) => [name, name === key ? damaged(one, rest, by) : one]),
  );
}

/** A file's documents: of JSONL one a line. */
function documentsOf(name: string): unknown[] {
  const text = readFileSync(new URL(name, PLATFORM_FILES), 'utf8');
  return name.endsWith('l')
    ? text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown)
    : [JSON.parse(text)];
}

async function read(name: string, documents: readonly unknown[]) {
  const path = files.file(name, documents.map((one) => JSON.stringify(one)).join('\n'));
  return readCatalogue([path]);
}

/** A product of each file that stays whole: the id of an item, and where it and its product stand. */
const WHOLE: Readonly<Record<string, readonly [id: string, ...places: string[]]>> = {
  'woocommerce-rest.json': ['SCARF-1', '0.0'],
  'woocommerce-store.json': ['ORI', '0.3'],
  'shopify-admin.json': ['IPOD-P', '0.products.0'],
  'shopify-graphql.json': ['NANO-P', '0.data.products.edges.0'],
  'shopify-bulk.jsonl': ['21', '5', '4'],
  'prestashop-api.json': ['1', '0.products.0'],
  'shopware-store.json': ['SW-2.1', '0.elements.1', '0.elements.0'],
  'shopware-admin.json': ['SW-1', '0.data.0'],
  'opencart-api.json': ['42', '0.data.0'],
  'commercetools.json': ['VEST-S', '0.results.0'],
  'google-content-api.json': ['G-1', '0.resources.0'],
  'magento-api.json': ['24-MB01', '0.items.0'],
  'bigcommerce-api.json': ['AB-1-S', '0.data.0'],
  'mongoexport.json': ['MUG-1', '0.0'],
};

describe('an answer of a platform with one value damaged elsewhere', () => {
  it.each(NAMES)('%s gives a whole product as before, or says in a code what is wrong', async (name) => {
    const documents = documentsOf(name);
    const [id, ...places] = WHOLE[name] ?? [];
    const before = await read(name, documents);
    const paths = pathsOf(documents).filter((path) => {
      const here = path.join('.');
      return (
        here !== '' &&
        places.every((place) => !`${here}.`.startsWith(`${place}.`) && !`${place}.`.startsWith(`${here}.`))
      );
    });
    const chosen = fc.record({
      path: fc.constantFrom(...(paths.length > 0 ? paths : pathsOf(documents))),
      by: fc.constantFrom(...DAMAGE),
    });
    await fc.assert(
      fc.asyncProperty(chosen, async ({ path, by }) => {
        const bad = damaged(documents, path, by) as unknown[];
        const after = await read(name, bad).catch((error: unknown) => error);
        if (after instanceof Error) expect(after).toHaveProperty('code', 'bad-catalogue');
        else {
          const find = ({ items }: { items: readonly Item[] }) => items.find((item) => item.id === id);
          const { title, price, salePrice } = find(before) ?? {};
          if (id !== undefined)
            expect(find(after as Catalogue), JSON.stringify({ path, by })).toMatchObject({
              title,
              price,
              ...(salePrice !== undefined && { salePrice }),
            });
        }
      }),
      { numRuns: 80 },
    );
  });
});
