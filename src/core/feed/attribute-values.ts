import { hasMarkup, plainText } from './plain-text.ts';
import { textOf } from './value.ts';

/** More characters are a text, and no value. */
const MAX_VALUE = 120;
/** Values of one attribute of one item; more are a mistake. */
const MAX_VALUES = 200;

/** Parts of a text that are looked at. */
const MAX_PARTS = 5 * MAX_VALUES;
/** Longer parts between commas are clauses of a sentence, and no values. */
const MAX_PART = 40;

const LINES = /[;|\n\r\t]/;
/** What parts values in a text further, by attribute. A comma between digits may be a decimal sign, as in a size `12,5`. */
const FURTHER: Readonly<Record<string, RegExp>> = {
  tags: /(?<!\\),/,
  customLabels: /(?<!\\),\s/,
  labels: /(?<!\\)[,;|]/,
  colour: /(?<!\\),|\//,
  material: /(?<!\\),|\//,
  pattern: /(?<!\\),|\//,
  size: /(?<![\\\d]),|(?<!\\),(?!\d)/,
};
/** Of other attributes: a comma without a space after it is as often part of a name. */
const COMMA = /(?<!\\),\s/;

function partsOf(text: string, name: string): string[] {
  return text.split(LINES, MAX_PARTS).flatMap((line) => {
    const parts = line.split(FURTHER[name] ?? COMMA, MAX_PARTS);
    return parts.every((part) => part.length <= MAX_PART) ? parts : [line];
  });
}

/**
 * The values of an attribute as a feed holds them: a text with separators, a number, a list, or objects with names.
 *
 * @param name The attribute's, which decides what parts values in a text.
 */
export function valuesOf(value: unknown, name: string): string[] {
  const values = new Map<string, string>();
  for (const text of textsIn(value, 0)) {
    if (!isValue(text.slice(0, MAX_VALUE))) continue;
    for (const part of partsOf(text, name)) {
      const written = part.replaceAll('\\,', ',').replace(/\s+/g, ' ').trim();
      if (isValue(written) && values.size < MAX_VALUES && !values.has(written.toLowerCase()))
        values.set(written.toLowerCase(), written);
    }
  }
  return [...values.values()];
}

function isValue(text: string): boolean {
  return (
    text.length <= MAX_VALUE &&
    /[\p{L}\p{N}]/u.test(text) &&
    !/^(?:n\/?a|none|null|nan|undefined|not specified|not applicable|does not apply|\[object object\])$/i.test(
      text,
    )
  );
}

/** All texts of a value, where `textOf` takes the first. */
function textsIn(value: unknown, depth: number): string[] {
  if (depth > 4) return [];
  if (typeof value === 'string' && /^\s*\[.*\]\s*$/s.test(value)) {
    const list = parsedList(value);
    if (list) return textsIn(list, depth + 1);
  }
  if (Array.isArray(value)) return (value as unknown[]).flatMap((part) => textsIn(part, depth + 1));
  const text = isLabelled(value) ? textOf(value.label) : textOf(value);
  if (text === undefined) return [];
  return [hasMarkup(text) ? plainText(text) : text];
}

/** A value with its name for shoppers: `{ key: 'navy', label: 'Navy blue' }`. */
function isLabelled(value: unknown): value is { readonly label: unknown } {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'label');
}

function parsedList(text: string): unknown[] | undefined {
  // Python's and spreadsheets' lists have single quotes.
  for (const form of [text, text.replaceAll("'", '"')]) {
    try {
      const list = JSON.parse(form) as unknown;
      if (Array.isArray(list)) return list;
    } catch {
      // the next form
    }
  }
  return undefined;
}

const vocabulary = (spellings: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(spellings).flatMap(([meaning, words]) =>
      [meaning, ...words.split(/\s+/)].map((word) => [plain(word), meaning] as const),
    ),
  );

/**
 * Attributes whose values have one spelling, Google Merchant's.
 *
 * @see https://support.google.com/merchants/answer/6324479
 */
const STANDARD: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  gender: vocabulary({
    female: `f w women womens woman ladies lady girl girls femme femmes fille filles damen dame frauen frau weiblich madchen mujer
      mujeres femenino femenina chica donna donne femminile feminino mulher vrouw vrouwen dames kobieta damski zeny kvinna kvinder
      женский женщина женщины`,
    male: `m men mens man gentlemen boy boys homme hommes garcon garcons herren herr manner mann mannlich jungen hombre hombres
      masculino masculina chico uomo uomini maschile homem heren mannen mezczyzna meski muzi man herrar mænd мужской мужчина
      мужчины`,
    unisex: `u uni both all mixte mixed neutral genderneutral adultunisex unisexadult unisexadults unisexkids
      unisexbaby gemischt everyone alle damenherren herrendamen menwomen womenmen malefemale femalemale унисекс`,
  }),
  ageGroup: vocabulary({
    newborn: `newborns new_born 0_3_months neugeborene nouveau_ne recien_nacido neonato`,
    infant: `infants baby babies 3_12_months saugling sauglinge bebe bebes lactante`,
    toddler: `toddlers 1_5_years kleinkind kleinkinder bambin nino_pequeno`,
    kids: `kid child children junior juniors youth teen teens kinder kind enfant enfants ninos nino infantil bambini bambino criancas
      kinderen dzieci deti детский дети`,
    adult: `adults erwachsene erwachsener erwachsen adulte adultes adulto adultos adulti volwassen volwassenen dorosly doroslych
      men women взрослый взрослые`,
  }),
  condition: vocabulary({
    new: `newcondition brandnew newwithtags newwithbox newother neu neuf nueva nuevo nuovo novo nieuw nowy ny новый`,
    refurbished: `refurbishedcondition refurb renewed sellerrefurbished manufacturerrefurbished certifiedrefurbished generaluberholt
      reconditionne reacondicionado ricondizionato recondicionado`,
    used: `usedcondition preowned secondhand likenew gebraucht occasion usado usato gebruikt uzywany damagedcondition б/у`,
  }),
};

/**
 * A value in its standard spelling, if its attribute has one.
 *
 * @returns undefined if the attribute has a standard spelling and this value has none.
 */
export function standardValue(name: string, value: string): string | undefined {
  const known = STANDARD[name];
  if (known === undefined) return value;
  return known.get(plain(value)) ?? (name === 'ageGroup' ? ageGroupOf(value) : undefined);
}

/** `3-5 years`, `6+ months`, `8 Jahre`, by the lower age. */
function ageGroupOf(text: string): string | undefined {
  const [, from, unit = ''] =
    /^(?:ages? )?(\d+(?:\.\d+)?) ?(?:(?:\+|(?:-|–|to|bis|à) ?\d+) ?)?(?:\+ ?)?(m|y|j|a)?\p{L}*\.? ?\+?$/iu.exec(
      text.replace(/\s+/g, ' '),
    ) ?? [];
  if (from === undefined) return undefined;
  const months = Number(from) * (/m/i.test(unit) ? 1 : 12);
  const ages: readonly [months: number, group: string][] = [
    [3, 'newborn'],
    [12, 'infant'],
    [60, 'toddler'],
    [156, 'kids'],
  ];
  return ages.find(([end]) => months < end)?.[1] ?? 'adult';
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/^.*schema\.org\//, '')
    .replace(/'s?\b/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
