import { firstOf, type Entry } from './nested.ts';
import { outsideBrackets } from './outside-brackets.ts';
import { textOf } from './value.ts';

/** What a column that says whether a product is shown may hold if it is not, in the forms of `plain`. */
const NO = new Set(
  `0 false no n off -1 2 nein non falso falsch nej nie nee hidden draft unpublished disabled inactive archived private
   trash deleted pending future notvisible notvisibleindividually invisible discontinued entwurf brouillon borrador bozza
   versteckt verborgen oculto nascosto deaktiviert inactif inactivo inattivo disattivato desactive
   withdrawn removed ended suspended concept inaktiv staging whitelistonly unlisted`
    .split(/\s+/)
    .filter(Boolean),
);

/** Columns that say it, as platforms name them; 1, true, yes and words like `active` show the product. */
const FLAGS = new Set(
  `published published_on_online_store visible is_visible visibility catalog_visibility visibility_in_catalog product_visible
   product_online status product_status enabled is_enabled active is_active state show display displayed online is_published
   publish available_online aktiv sichtbar sichtbarkeit sichtbarkeit_im_katalog veroffentlicht statut publie visibilite
   visibilite_dans_le_catalogue estado activo publicado visibilidad visibilidad_en_el_catalogo stato attivo pubblicato visibilita
   visibilita_nel_catalogo zichtbaarheid actief gepubliceerd`
    .split(/\s+/)
    .filter(Boolean)
    .map(plain),
);

/** Columns whose being empty (not their lack) means unpublished. */
const DATES = ['published_at', 'publishedAt'];

/**
 * Whether an entry says of itself that shoppers must not see it: hidden, draft, unpublished, disabled, of a time that has
 * not come or is over.
 *
 * @param now Epoch milliseconds.
 * @returns A reason to skip it; `undefined` if it may be seen.
 */
export function hiddenReason(record: Entry, now: number): string | undefined {
  for (const column of Object.keys(record)) {
    if (!isFlag(column)) continue;
    const said = textOf(record[column]);
    if (said !== undefined && isNo(column, said)) return `is not shown by the shop: ${column} ${said}`;
  }
  if (DATES.some((column) => Object.hasOwn(record, column) && record[column] === null))
    return 'is not published';
  return timeReason(record, now);
}

const known = new Map<string, boolean>();

/** Kept: every row of a file asks for the same columns. */
function isFlag(column: string): boolean {
  let is = known.get(column);
  if (is === undefined) {
    is = FLAGS.has(plain(column));
    if (known.size < 10_000) known.set(column, is);
  }
  return is;
}

/** Magento counts 1 for enabled and 2 for disabled; visible in `none` of catalogue and search is PrestaShop's word. */
function isNo(column: string, said: string): boolean {
  const name = plain(column);
  return (
    NO.has(plain(said)) ||
    (name === 'productonline' && said === '2') ||
    (name === 'visibility' && /^none$/i.test(said))
  );
}

function timeReason(record: Entry, now: number): string | undefined {
  const ends = Date.parse(
    textOf(firstOf(record, 'expiration_date', 'g:expiration_date', 'validThrough')) ?? '',
  );
  return ends < now ? 'is out of date' : undefined;
}

function plain(text: string): string {
  return outsideBrackets(text.slice(0, 200))
    .normalize('NFD')
    .toLowerCase()
    .replace(/^\s*g:/, '')
    .replace(/[^\p{L}\p{N}-]+/gu, '');
}
