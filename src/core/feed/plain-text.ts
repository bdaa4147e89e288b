/** From 160 on, in order: the names of Latin-1. */
const LATIN =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro ' +
  'para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil ' +
  'Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave ' +
  'Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml ' +
  'igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute ' +
  'thorn yuml';
const OTHERS: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  euro: '€',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  sbquo: '‚',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  lsaquo: '‹',
  rsaquo: '›',
  bull: '•',
  trade: '™',
  minus: '−',
  le: '≤',
  ge: '≥',
  rarr: '→',
  larr: '←',
  OElig: 'Œ',
  oelig: 'œ',
  Scaron: 'Š',
  scaron: 'š',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  zwj: '',
  zwnj: '',
};
const ENTITIES = new Map([
  ...LATIN.split(' ').map((name, i) => [name, String.fromCodePoint(160 + i)] as const),
  ...Object.entries(OTHERS),
]);
const ENTITY = /&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,8});/gi;
const TAG = /<\/?[a-z][^<>]*>|<!--[^]*?(?:-->|$)|<![^<>]*>|<\?[^<>]*>/gi;
const MARKUP = /<\/?[a-z!?]|&(?:#\d|#x[\da-f]|[a-z]\w{1,8};)/i;

/** Whether a text has tags or entities. */
export function hasMarkup(text: string): boolean {
  return MARKUP.test(text);
}

/** A description without markup, for the text model and for cards. The result must never be used as HTML. */
export function plainText(html: string): string {
  const text = stripped(html);
  // Some feeds escape twice.
  return hasMarkup(text) ? stripped(text) : text;
}

function stripped(html: string): string {
  return html
    .replace(/<(script|style)\b[^]*?(?:<\/\1\s*>|$)/gi, ' ')
    .replace(TAG, ' ')
    .replace(ENTITY, (whole, name: string) => decoded(name) ?? whole)
    .replace(/\s+/g, ' ')
    .trim();
}

function decoded(name: string): string | undefined {
  if (!name.startsWith('#')) return ENTITIES.get(name) ?? ENTITIES.get(name.toLowerCase());
  const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ' ';
}
