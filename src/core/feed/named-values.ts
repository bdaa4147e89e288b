import { isObject, objectsIn, type Entry } from './nested.ts';
import { textOf } from './value.ts';

/** An attribute's name and what a feed gives as its value or values. */
export type NamedValue = readonly [name: string, value: unknown];

const NAMES =
  `name attribute_name attributeName option_display_name optionName displayName display_name label title key attribute_code
   attributeCode attributeId code PARAM_NAME param_name propertyID @name @attribute-id @code @title id`.split(
    /\s+/,
  );
const VALUES =
  `value values value_name attribute_value attributeValue option options terms selectedValues VAL val label display_value
   text #text content`.split(/\s+/);

/** A longer text is no list of attributes. */
const MAX_TEXT = 50_000;

/**
 * Attributes with their names, however a platform writes them: a list of objects (`[{ name: 'Colour', value: 'Red' }]`), an
 * object (`{ colour: 'red' }`), or a text (`colour=red,size=M`, `Material:Wool:1`).
 */
export function namedValues(value: unknown, depth = 0): NamedValue[] {
  if (depth > 4) return [];
  if (typeof value === 'string') return inText(value.trim(), depth);
  if (Array.isArray(value)) return (value as unknown[]).flatMap((part) => namedValues(part, depth + 1));
  return isObject(value) ? inObject(value, depth) : [];
}

function inObject(written: Entry, depth: number): NamedValue[] {
  const value = withoutPrefix(written);
  const name = NAMES.find((key) => Object.hasOwn(value, key) && textOf(value[key]) !== undefined);
  const own = VALUES.find((key) => key !== name && Object.hasOwn(value, key) && !isEmpty(value[key]));
  if (name !== undefined && own !== undefined) return [[textOf(value[name])!, withUnit(value[own], value)]];
  const inner = objectsIn(value);
  if (inner.length > 0) return namedValues(inner, depth + 1);
  return Object.entries(value).flatMap(([key, part]) => {
    if (isEmpty(part)) return [];
    const isWrapper = isObject(part) || (Array.isArray(part) && (part as unknown[]).some(isObject));
    const wrapped = isWrapper ? namedValues(part, depth + 1) : [];
    return wrapped.length > 0 ? wrapped : [[key, part] as const];
  });
}

/** Google's elements are called `g:attribute_name`. */
function withoutPrefix(value: Entry): Entry {
  const keys = Object.keys(value);
  if (!keys.some((key) => key.startsWith('g:'))) return value;
  return Object.fromEntries(keys.map((key) => [key.replace(/^g:/, ''), value[key]]));
}

/** Yandex writes `<param name="Weight" unit="kg">2</param>`. */
function withUnit(value: unknown, around: Entry): unknown {
  const unit = textOf(around['@unit'] ?? around['unit']);
  return unit !== undefined && /^[\d.,]+$/.test(textOf(value) ?? '') ? `${textOf(value)!} ${unit}` : value;
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

function inText(text: string, depth: number): NamedValue[] {
  if (text.length > MAX_TEXT) return [];
  if (/^[[{]/.test(text)) {
    try {
      return namedValues(JSON.parse(text), depth + 1);
    } catch {
      return bracketed(text);
    }
  }
  return /^"?[^,:;|=]+=/.test(text) ? assigned(text) : withColons(text);
}

/** BigCommerce's options of a variant: `[S]Size=Small,[RB]Colour=Red`. */
function bracketed(text: string): NamedValue[] {
  return assigned(text.replace(/(^|,)\[\w+\]/g, '$1'));
}

/** Without white space behind line ends: each line end of a run of them would be looked at with all that follow it. */
function withoutBlankLines(text: string): string {
  return text.replace(/\n\s+/g, '\n');
}

/** `colour=Red,size="S|M"`, as Magento writes additional attributes; also with `;` or `&` between them. */
function assigned(text: string): NamedValue[] {
  const parts = withoutBlankLines(text).split(/[,;&\n](?=[^\S\n]*\n?"?[^\s,;&="][^,;&="]{0,59}=)/);
  return parts.flatMap((part) => {
    const [, name, value] = /^"?([^="]+)=([^]*)$/.exec(part.trimStart()) ?? [];
    const bare = value
      ?.trim()
      .replace(/^"([^]*)"$|^([^"]*)"$/, '$1$2')
      .replaceAll('""', '"');
    return name === undefined || !bare ? [] : [[name.trim(), bare] as const];
  });
}

/** PrestaShop's features, `Material:Wool:1,Colour:Red`; Google's product details have a section before the name. */
function withColons(text: string): NamedValue[] {
  // What follows a comma begins a pair, unless a position follows it: `Composition:Cotton, wool:1`.
  const parts = withoutBlankLines(text).split(
    /[,;|\n](?=[^\S\n]*\n?[^\s,;|:][^,;|:\n]{0,59}:(?!\d{0,2}(?::[01])?\s*(?:[,;|\n]|$)))/,
  );
  return parts.flatMap((part) => {
    const fields = part.split(':').map((field) => field.trim());
    // The position, and whether the value is custom.
    while (fields.length > 2 && /^\d*$/.test(fields.at(-1)!)) fields.pop();
    const [name, value] = fields.length > 2 && !/^\/\//.test(fields[2]!) ? fields.slice(-2) : fields;
    return !name || !value || name.length > 60 ? [] : [[name, value] as const];
  });
}
