/** Latin letters that no normalisation takes apart. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
};

/** The spellings of units. A number and its unit are one word, however they are written: `64 GB`, `64gb`. */
const SPELLINGS: Readonly<Record<string, string>> = {
  ft: 'ft foot feet',
  in: 'in inch inches zoll',
  yd: 'yd yard yards',
  cm: 'cm centimeter centimeters centimetre centimetres',
  mm: 'mm millimeter millimeters millimetre millimetres',
  m: 'm meter meters metre metres',
  kb: 'kb kilobyte kilobytes',
  mb: 'mb megabyte megabytes',
  gb: 'gb gig gigs gigabyte gigabytes go',
  tb: 'tb terabyte terabytes',
  oz: 'oz ounce ounces',
  lb: 'lb lbs pound pounds',
  mg: 'mg milligram milligrams',
  g: 'g gr gram grams gramm grammes',
  kg: 'kg kgs kilo kilos kilogram kilograms kilogramm',
  ml: 'ml milliliter milliliters millilitre millilitres',
  l: 'l lt ltr liter liters litre litres',
  qt: 'qt quart quarts',
  gal: 'gal gallon gallons',
  w: 'w watt watts',
  kw: 'kw kilowatt kilowatts',
  v: 'v volt volts',
  mah: 'mah',
  hz: 'hz hertz',
  mhz: 'mhz megahertz',
  ghz: 'ghz gigahertz',
  mp: 'mp megapixel megapixels',
  pack: 'pack packs pk pcs pc piece pieces count ct stück stk',
};
const UNITS: ReadonlyMap<string, string> = new Map(
  Object.entries(SPELLINGS).flatMap(([unit, spellings]) =>
    spellings.split(' ').map((spelling) => [spelling, unit] as const),
  ),
);

/** Scripts that write no spaces between words. */
const SPACELESS =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

const CHUNK = /[\p{L}\p{M}\p{N}.,/]+|['"&+]/gu;
/** What separates words, and is no part of a number. */
const BETWEEN = /(?<!\d)[.,/]|[.,/](?!\d)/;

/** A text in lower case, without accents, with the same signs for the same thing. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[ßæœøđðłþı]/g, (letter) => LETTERS[letter]!)
    .replace(/[“”″„]/g, '"')
    .replace(/[’‘′`´]/g, "'")
    .replaceAll('⁄', '/')
    .normalize('NFC');
}

/**
 * The words of a text, as they are compared. Numbers lose the commas of thousands; a number and its unit are one word, followed by
 * the number alone; `11 x 17` is `11x17`.
 */
export function tokensOf(text: string): string[] {
  const parts = (folded(text).match(CHUNK) ?? []).flatMap(partsOf);
  const tokens: string[] = [];
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at]!;
    const number = NUMBER.exec(part);
    const next = parts[at + 1];
    if (number) {
      const [, digits = '', letters = ''] = number;
      const unit = letters ? UNITS.get(letters) : unitAt(next);
      if (unit) {
        tokens.push(`${digits}${unit}`, digits);
        if (!letters) at++;
        continue;
      }
      if (!letters && next === 'x' && NUMBER.test(parts[at + 2] ?? '')) {
        parts[at + 2] = `${part}x${parts[at + 2]!}`;
        at++;
        continue;
      }
    }
    if (/[\p{L}\p{N}]/u.test(part)) tokens.push(part);
  }
  return tokens;
}

const NUMBER = /^(\d+(?:[./]\d+)?)(\p{L}{0,12})$/u;

/** Whether a word is a unit, as it may stand behind a number. */
export function isUnit(word: string): boolean {
  return UNITS.has(word);
}

function unitAt(part: string | undefined): string | undefined {
  if (part === "'") return 'ft';
  if (part === '"') return 'in';
  return part === undefined ? undefined : UNITS.get(part);
}

function partsOf(chunk: string): string[] {
  return chunk.split(BETWEEN).flatMap((part) => {
    if (part === '') return [];
    if (SPACELESS.test(part)) return pairsOf(part);
    return part.replace(/,(?=\d{3}(?!\d))/g, '').replaceAll(',', '.');
  });
}

/** Words without spaces between them as pairs of signs, so that a query finds its words wherever they begin. */
function pairsOf(text: string): string[] {
  const signs = Array.from(text);
  return signs.length < 2 ? signs : signs.slice(1).map((sign, i) => signs[i]! + sign);
}
