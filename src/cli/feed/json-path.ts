import { TokenType } from '@streamparser/json';
import { visit } from 'jsonc-parser';
import { currencyOf } from '../../core/feed/currencies.ts';
import { LISTS } from '../../core/feed/names.ts';

/** How deep under objects the list may lie, as GraphQL answers have it. */
const DEEPEST = 6;
const KNOWN = new Set([
  ...LISTS,
  'result',
  'response',
  'shop',
  'store',
  'collection',
  'channel',
  'body',
  'payload',
  '_embedded',
]);

/** Keys beside the list that name the currency of all its prices. */
const CURRENCY = /^(?:(?:shop|store|site|default|base)[_-]?)?currency(?:[_-]?(?:code|iso|iso[_-]?code))?$/i;

/**
 * Follows the tokens of a document to the list of its entries: the document itself, or what stands under keys that
 * lists are kept under; where the document's beginning has none of these, the first list of objects.
 */
export function createJsonPath(head: string) {
  const other = unknownList(head);
  const open: { readonly array: boolean; key?: string }[] = [];
  let expectsKey = false;
  let had = false;
  let currency: string | undefined;

  const isList = () => {
    if (!open.at(-1)?.array || open.length > DEEPEST) return false;
    const keys = open.slice(0, -1).map(({ key }) => key);
    return keys.every((key) => key !== undefined && KNOWN.has(key)) || keys.join('\n') === other;
  };
  return {
    /** Whether a token that comes now begins an entry. */
    isEntry: (token: TokenType): boolean => BEGINNINGS.has(token) && isList(),
    follow: (token: TokenType, value: unknown): void => {
      const inside = open.at(-1);
      if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) {
        open.push({ array: token === TokenType.LEFT_BRACKET });
        expectsKey = token === TokenType.LEFT_BRACE;
        if (isList()) had = true;
      } else if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) open.pop();
      else if (token === TokenType.COMMA) expectsKey = inside?.array === false;
      else if (token === TokenType.STRING && expectsKey && inside) {
        inside.key = String(value);
        expectsKey = false;
      } else if (token === TokenType.STRING && CURRENCY.test(inside?.key ?? ''))
        currency ??= currencyOf(String(value)) ?? undefined;
    },
    /** ISO 4217, if the document names it outside of its entries. */
    currency: (): string | undefined => currency,
    hadList: (): boolean => had,
  };
}

const BEGINNINGS = new Set([
  TokenType.LEFT_BRACE,
  TokenType.LEFT_BRACKET,
  TokenType.STRING,
  TokenType.NUMBER,
  TokenType.TRUE,
  TokenType.FALSE,
  TokenType.NULL,
]);

/** Lists of what one product is made of: a document that holds such a list is a product itself. */
const PARTS = new Set([
  'variants',
  'variations',
  'options',
  'images',
  'media',
  'attributes',
  'offers',
  'children',
  'hasVariant',
]);

/** Keys to the first list of objects, one a line, if the beginning of a document shows no list under a known key. */
function unknownList(head: string): string | undefined {
  let first: string | undefined;
  let known = false;
  visit(head, {
    onObjectBegin: (_offset, _length, _line, _character, pathOf) => {
      const path = pathOf();
      if (typeof path.at(-1) !== 'number' || path.slice(0, -1).some((key) => typeof key === 'number')) return;
      const keys = path.slice(0, -1) as string[];
      if (keys.every((key) => KNOWN.has(key))) known = true;
      else if (!keys.some((key) => PARTS.has(key))) first ??= keys.join('\n');
    },
  });
  return known ? undefined : first;
}
