import { Parser } from 'htmlparser2';
import { VitrineError } from '../../errors.ts';
import { currencyOf } from '../../core/feed/currencies.ts';
import { textOf } from '../../core/feed/value.ts';
import { LIMITS, tooDeep, tooLong } from './limits.ts';
import { rowOf, type Row } from './row.ts';

/** Elements that are entries, whatever is around them; within one another they are parts. */
const ENTRIES = new Set([
  'item',
  'entry',
  'product',
  'offer',
  'shopitem',
  'o',
  'article',
  'produkt',
  'row',
  'record',
  'artikel',
  'produit',
  'producto',
  'order',
]);
const GOOGLE = /base\.google\.com\/ns|base\.google\.com\/cns/;
/** Salesforce's exports, and the elements that are entries of them. */
const SALESFORCE = /demandware\.com\/xml\/impex/;
const SALESFORCE_ENTRIES = new Set(['product', 'category', 'category-assignment', 'price-table', 'record']);

/** What an XML file says of itself beside its entries. */
export interface XmlFacts {
  /** Where its links count from. */
  link?: string | undefined;
  /** ISO 4217, if the file names one for all its prices. */
  currency?: string | undefined;
}

/** Characters that are kept of a text around the entries. */
const LONGEST_AROUND = 10_000;

type Field = string | Record<string, unknown> | Field[];

/**
 * Reads the entries of an XML feed, Google Merchant's RSS 2.0 and Atom among them, one at a time. Elements of Google's
 * namespace are called `g:...` whatever their prefix; of elements that come several times all are kept. An element with
 * attributes is an object, `{ '@name': 'Colour', '#text': 'Red' }`.
 *
 * @param facts Is filled in.
 * @throws {VitrineError} `bad-catalogue`, with the line, where it is not well-formed; or it holds no entries.
 * @see https://support.google.com/merchants/answer/14987622
 */
export async function* readXml(
  text: AsyncIterable<string>,
  name: string,
  facts: XmlFacts,
): AsyncGenerator<Row> {
  const rows: Row[] = [];
  const reader = createXmlReader(name, facts, (row) => rows.push(row));
  try {
    for await (const part of text) {
      reader.write(part);
      yield* rows.splice(0);
    }
    reader.end();
  } catch (error) {
    if (!(error instanceof NotWellFormed)) throw error;
    throw new VitrineError('bad-catalogue', `${name}:${error.line}: not well-formed XML (${error.message})`);
  }
  yield* rows;
  if (!reader.found())
    throw new VitrineError('bad-catalogue', `${name}: is XML, but holds no item and no entry`);
}

class NotWellFormed extends Error {
  constructor(
    message: string,
    readonly line: number,
  ) {
    super(message);
  }
}

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly line: number;
  text: string;
  fields?: Record<string, Field>;
  /** Outside of entries: texts and attributes (`header@id`) of the elements within that hold no entries. */
  around?: Record<string, string>;
  holdsEntries?: boolean;
}

function createXmlReader(file: string, facts: XmlFacts, give: (row: Row) => void) {
  const prefixes = new Set(['g', 'c']);
  const categories = new Map<string, string>(); // as Yandex' feeds list them, by id
  const open: Element[] = [];
  let entries: ReadonlySet<string> = ENTRIES;
  let entryDepth: number | undefined;
  let found = false;
  let ended = false;
  let openedAt = -1;
  let [line, at, before] = [1, 0, 0];
  let current = '';

  const lineHere = () => {
    const end = parser.startIndex - before;
    for (; at < end; at++) if (current[at] === '\n') line++;
    return line;
  };
  let entryAt = 0;
  const checkEntry = (offset: number) => {
    if (entryDepth !== undefined && offset - entryAt > LIMITS.entry)
      throw tooLong(file, open[entryDepth]?.line ?? line, 'has an entry');
  };
  const nameOf = (written: string) => {
    const [prefix, local] = written.split(':') as [string, string?];
    if (local === undefined) return written;
    return prefixes.has(prefix) ? `g:${local}` : prefix === 'atom' ? local : written;
  };
  const close = (closed: Element) => {
    const { name, attributes, line: start, fields } = closed;
    const text = closed.text.trim();
    const inside = open.at(-1);
    if (entryDepth === open.length) {
      entryDepth = undefined;
      found = true;
      const record = entryOf(attributes, fields ?? noFields(), categories);
      if (entries === SALESFORCE_ENTRIES) record['@element'] = name;
      give({ ...rowOf(start, record), ...aroundOf(open) });
    } else if (entryDepth !== undefined) {
      inside!.fields ??= noFields();
      add(inside!.fields, name, valueOf(text, attributes, fields));
    } else if (name === 'link') {
      const address = text || (/^(?:self|hub|next)$/.test(attributes['rel'] ?? '') ? '' : attributes['href']);
      if (address) facts.link ??= address;
    } else if (/^(?:url|title_link)$/.test(name) && open.length <= 2 && text.startsWith('http'))
      facts.link ??= text;
    else if (name === 'category' && attributes['id'] !== undefined)
      categories.set(
        attributes['id'],
        [categories.get(attributes['parentId'] ?? ''), text].filter(Boolean).join(' > '),
      );
    else keepAround(inside, closed);
    if (entryDepth === undefined && name === 'currency') facts.currency ??= currencyOf(text) ?? undefined;
  };
  const parser = new Parser(
    {
      onopentag: (written, attributes) => {
        for (const [key, value] of Object.entries(attributes))
          if (key.startsWith('xmlns:') && GOOGLE.test(value)) prefixes.add(key.slice(6));
        if (open.length === 0 && SALESFORCE.test(attributes['xmlns'] ?? '')) entries = SALESFORCE_ENTRIES;
        const name = nameOf(written);
        if (
          entryDepth === undefined &&
          open.length > 0 &&
          entries.has(name.replace(/^.*:/, '').toLowerCase())
        ) {
          entryDepth = open.length;
          for (const outer of open) outer.holdsEntries = true;
        }
        if (open.length >= LIMITS.depth) throw tooDeep(file, lineHere());
        if (entryDepth === open.length) entryAt = parser.startIndex;
        else checkEntry(parser.startIndex);
        open.push({ name, attributes, line: lineHere(), text: '' });
        openedAt = parser.startIndex;
      },
      ontext: (text) => {
        const inside = open.at(-1);
        checkEntry(parser.endIndex);
        // Around the entries short texts count alone, and there may be white space without end.
        if (inside && (entryDepth !== undefined || inside.text.length < LONGEST_AROUND)) inside.text += text;
      },
      onclosetag: (written, implied) => {
        // An element that closes itself is implied, too, but where it opens.
        if (implied && (ended || parser.startIndex !== openedAt)) {
          const from = open.at(-1)?.line ?? lineHere();
          throw new NotWellFormed(`<${written}>, opened on line ${from}, is never closed`, lineHere());
        }
        close(open.pop()!);
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  return {
    write: (part: string) => {
      for (; at < current.length; at++) if (current[at] === '\n') line++;
      before += current.length;
      [current, at] = [part, 0];
      parser.write(part);
      // The parser keeps what it has not read to its end: a comment, a tag, CDATA.
      if (before + part.length - parser.endIndex > LIMITS.entry)
        throw tooLong(file, lineHere(), 'has a part');
    },
    end: () => {
      ended = true;
      parser.end();
    },
    found: () => found,
  };
}

/** An element may be called anything. */
function noFields(): Record<string, Field> {
  return Object.create(null) as Record<string, Field>;
}

/** An element outside of entries tells the elements beside it its text and attributes, and what those within it say. */
function keepAround(
  outer: Element | undefined,
  { name, attributes, text, around, holdsEntries }: Element,
): void {
  if (!outer || holdsEntries === true) return;
  const kept = (outer.around ??= Object.create(null) as Record<string, string>);
  Object.assign(kept, around);
  if (text.trim() !== '') kept[name] = text.trim();
  for (const [key, value] of Object.entries(attributes)) kept[`${name}@${key}`] = value;
}

/** What the elements around an entry say of all entries in them; of two that say the same, the nearer counts. */
function aroundOf(open: readonly Element[]): { around?: Readonly<Record<string, string>> } {
  const told = open.flatMap(({ around }) => (around ? [around] : []));
  return told.length === 0 ? {} : { around: Object.assign({}, ...told) as Record<string, string> };
}

/** Attributes that are an element's value if it has no text. */
const VALUES = ['href', 'url', 'src', 'value'];

function valueOf(
  text: string,
  attributes: Readonly<Record<string, string>>,
  fields: Record<string, Field> | undefined,
): Field {
  const value = text || (fields ? '' : VALUES.map((key) => attributes[key]).find(Boolean)) || '';
  const others = Object.entries(attributes).filter(
    ([key, said]) => !key.startsWith('xmlns') && said !== '' && said !== value,
  );
  if (others.length === 0) return fields ?? value;
  const object = fields ?? noFields();
  for (const [key, said] of others) object[`@${key}`] = said;
  if (!fields && value !== '') object['#text'] = value;
  return object;
}

function add(fields: Record<string, Field>, name: string, value: Field): void {
  const known = fields[name];
  if (known === undefined) fields[name] = value;
  else if (Array.isArray(known)) known.push(value);
  else fields[name] = [known, value];
}

/** An entry's elements, what its attributes say that they do not, and its category by name where the feed lists them. */
function entryOf(
  attributes: Readonly<Record<string, string>>,
  fields: Record<string, Field>,
  categories: ReadonlyMap<string, string>,
): Record<string, unknown> {
  for (const [key, value] of Object.entries(attributes)) if (!key.startsWith('xmlns')) fields[key] ??= value;
  const category = categories.get(textOf(fields['categoryId']) ?? '');
  if (category !== undefined) fields['category'] ??= category;
  return fields;
}
