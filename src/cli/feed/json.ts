import { Tokenizer, TokenParser, TokenType } from '@streamparser/json';
import { findColumns } from '../../core/feed/columns.ts';
import { ITEM_NAMES } from '../../core/feed/names.ts';
import { isObject, unwrapped } from '../../core/feed/nested.ts';
import { VitrineError } from '../../errors.ts';
import { createArrayRows } from './array-rows.ts';
import { createJsonPath } from './json-path.ts';
import { isKeyed, keyedRows } from './keyed-json.ts';
import { beyond, inWords, LIMITS, tooDeep, tooLong } from './limits.ts';
import { rowOf, type Row } from './row.ts';
import { withoutNaN } from './without-nan.ts';

/**
 * Reads a JSON array of objects, or an object that holds one, entry by entry.
 *
 * @param facts Is told the currency, if the document names one beside its entries.
 * @throws {VitrineError} `bad-catalogue`, with the line
 */
export async function* readJson(
  text: AsyncIterable<string>,
  name: string,
  head: string,
  facts: { currency?: string | undefined } = {},
): AsyncGenerator<Row> {
  if (isDeep(head)) throw tooDeep(name, 1);
  const rows: Row[] = [];
  const parser = createEntryParser(name, head, (row) => rows.push(row));
  let whole: string | undefined = isKeyed(head) ? '' : undefined;
  try {
    for await (const part of withoutNaN(text)) {
      if (parser.hadList()) whole = undefined;
      else if (whole !== undefined) whole += part;
      if (whole !== undefined && whole.length > LIMITS.keyed) throw tooLargeObject(name);
      parser.write(part);
      facts.currency ??= parser.currency();
      yield* rows.splice(0);
    }
    parser.end();
  } catch (cause) {
    if (cause instanceof VitrineError || !(cause instanceof Error) || 'code' in cause) throw cause;
    const why = cause.message.replace(/ at chunk position.*$| \(state: .*$| in state .*$/s, '');
    throw new VitrineError('bad-catalogue', `${name}:${parser.lineOf(cause)}: not JSON (${why})`, { cause });
  }
  yield* rows;
  if (parser.hadList()) return;
  const root = unwrappedRoot(parser.root());
  if (whole !== undefined && !isProduct(root)) {
    const keyed = keyedRows(whole);
    yield* keyed;
    if (keyed.length > 0) return;
  }
  if (!isProduct(root))
    throw new VitrineError(
      'bad-catalogue',
      `${name}: holds no array of entries, and no object of them by their keys`,
    );
  yield rowOf(1, root);
}

/** `{ product: { ... } }`, as an API answers for one product. */
function unwrappedRoot(root: unknown): unknown {
  return isObject(root) ? unwrapped(root) : root;
}

/** A file may be one product, as JSON-LD is. */
function isProduct(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const columns = findColumns(Object.keys(value), ITEM_NAMES);
  return Object.hasOwn(value, '@type') || (columns['id'] !== undefined && columns['title'] !== undefined);
}

/** Numbers beyond what a number holds stay as they are written: an id may be one. */
class IdTokenizer extends Tokenizer {
  override parseNumber(text: string): number {
    const number = Number(text);
    const isLost = !Number.isFinite(number) || (/^-?\d+$/.test(text) && !Number.isSafeInteger(number));
    return (isLost ? text : number) as number;
  }
}

/** Cuts the list out of a document, so that no more than an entry is in memory: a parser for each, one for what is around. */
function createEntryParser(name: string, head: string, give: (row: Row) => void) {
  const tokenizer = new IdTokenizer();
  const path = createJsonPath(head);
  const around = new TokenParser({ paths: ['$'] });
  const lines = createLineCounter();
  let root: unknown;
  around.onValue = ({ value }) => {
    root = value;
  };
  const entryRow = createArrayRows();
  let entry: TokenParser | undefined;
  let [depth, written, tokenAt, entryAt] = [0, 0, 0, 0];
  /** No token, and no entry, may go on without end. */
  const check = (offset: number) => {
    if (offset - (entry ? entryAt : tokenAt) > LIMITS.entry)
      throw tooLong(name, lines.lineAt(tokenAt), entry ? 'has an entry' : 'has a text');
    if (depth > LIMITS.depth) throw tooDeep(name, lines.lineAt(tokenAt));
  };
  tokenizer.onToken = (token) => {
    depth += DEEPER[token.token] ?? 0;
    tokenAt = token.offset;
    check(token.offset);
    if (!entry && path.isEntry(token.token)) {
      const line = lines.lineAt(token.offset);
      entry = new TokenParser({ paths: ['$'] });
      entryAt = token.offset;
      entry.onValue = ({ value }) => {
        const row = entryRow(line, value);
        if (row) give(row);
        entry = undefined;
        around.write({ token: TokenType.NULL, value: null });
      };
      entry.write(token);
    } else if (entry) entry.write(token);
    else {
      path.follow(token.token, token.value);
      around.write(token);
    }
  };
  return {
    write: (part: string) => {
      const bytes = Buffer.from(part);
      lines.add(bytes);
      tokenizer.write(bytes);
      written += bytes.length;
      check(written);
    },
    end: () => {
      if (!tokenizer.isEnded) tokenizer.end();
      if (entry) throw new Error('it ends in the middle of an entry');
      if (!around.isEnded) around.end();
      if (root === undefined) throw new Error('it ends before its list does');
    },
    lineOf: ({ message }: Error) => {
      const at = /absolute position "(\d+)"/.exec(message)?.[1];
      return lines.lineAt(at === undefined ? Infinity : Number(at));
    },
    hadList: path.hadList,
    currency: path.currency,
    root: () => root,
  };
}

const DEEPER: Readonly<Partial<Record<TokenType, number>>> = {
  [TokenType.LEFT_BRACE]: 1,
  [TokenType.LEFT_BRACKET]: 1,
  [TokenType.RIGHT_BRACE]: -1,
  [TokenType.RIGHT_BRACKET]: -1,
};

/** Whether the beginning of a document is nested deeper than a feed is; it must be known before anything walks through it. */
function isDeep(head: string): boolean {
  let depth = 0;
  for (const [token] of head.matchAll(/"(?:[^"\\]|\\.)*"?|[[\]{}]/gs)) {
    if (token === '[' || token === '{') depth++;
    else if (token === ']' || token === '}') depth--;
    if (depth > LIMITS.depth) return true;
  }
  return false;
}

function tooLargeObject(name: string): VitrineError {
  const what = `has no list of entries in its first ${inWords(LIMITS.keyed)} characters; an object of entries by their keys has to be shorter`;
  return beyond(name, undefined, `${what}: export a list`);
}

/** Lines, from 1, of rising offsets in bytes: every look starts where the last ended. */
function createLineCounter() {
  let bytes: Uint8Array = new Uint8Array(0);
  let [base, at, line] = [0, 0, 1];
  const advance = (end: number) => {
    for (; at < end; at++) if (bytes[at] === 10) line++;
  };
  return {
    add: (next: Uint8Array) => {
      advance(bytes.length);
      base += bytes.length;
      [bytes, at] = [next, 0];
    },
    lineAt: (offset: number) => {
      advance(Math.min(offset - base, bytes.length));
      return line;
    },
  };
}
