import { findColumns } from '../../../core/feed/columns.ts';
import type { Entry } from '../../../core/feed/nested.ts';
import { parsePrice } from '../../../core/feed/price.ts';
import { trimmedParts } from '../../../core/feed/trimmed-parts.ts';
import { textOf } from '../../../core/feed/value.ts';
import type { EntryRow, Row } from '../row.ts';
import { attributesColumn } from './parts.ts';
import { recordOf } from './record.ts';
import { eachRow, type ShapeKind } from './shape.ts';

const list = (names: string) => names.split(', ');

/** In English, then French, Spanish, German and Italian, without what stands in brackets. */
const NAMES = {
  id: list('ID, Product ID'),
  title: list('Name, Nom, Nombre, Nome'),
  active: list('Active, Actif, Activo, Aktiv, Attivo'),
  categories: list('Categories, Catégories, Categorías, Kategorien, Categorie'),
  priceWith: list(
    'Price tax included, Prix TTC, Precio impuestos incluidos, Preis inkl. Steuern, Prezzo tasse incluse',
  ),
  priceWithout: list(
    'Price tax excluded, Prix HT, Precio sin impuestos, Preis ohne Steuern, Prezzo tasse escluse',
  ),
  priceEither: list(
    'Price tax excluded or Price tax included, Price tax excluded or tax included, Prix HT ou prix TTC, Prix HT ou TTC',
  ),
  discountAmount: list(
    'Discount amount, Montant de la remise, Montant de la réduction, Importe del descuento, Rabattbetrag, Importo sconto',
  ),
  discountPercent: list(
    'Discount percent, Pourcentage de remise, Pourcentage de réduction, Porcentaje de descuento, Rabatt in Prozent, Percentuale sconto',
  ),
  discountFrom: list('Discount from, Remise à partir de, Descuento desde, Rabatt von, Sconto da'),
  discountTo: list("Discount to, Remise jusqu'à, Descuento hasta, Rabatt bis, Sconto fino a"),
  reference: list(
    'Reference #, Reference, Référence, Référence n°, Referencia, Nº de referencia, Referenz, Riferimento',
  ),
  brand: list('Manufacturer, Brand, Fabricant, Marque, Fabricante, Marca, Hersteller, Marke, Produttore'),
  images: list('Image URLs, URL des images, URLs de las imágenes, Bild-URLs, URL delle immagini'),
  feature: list('Feature, Caractéristique, Característica, Funktion, Caratteristica'),
  quantity: list('Quantity, Quantité, Cantidad, Menge, Quantità'),
  outOfStock: list('Out of stock, Out of stock action, En rupture de stock'),
  showPrice: list('Show price, Montrer le prix, Afficher le prix, Mostrar el precio, Preis anzeigen'),
  description: list('Description, Descripción, Beschreibung, Descrizione'),
  summary: list(
    'Short description, Summary, Résumé, Description courte, Descripción corta, Resumen, Kurzbeschreibung, Riepilogo',
  ),
  visibility: list('Visibility, Visibilité, Visibilidad, Sichtbarkeit, Visibilità'),
};
type Field = keyof typeof NAMES;

/**
 * PrestaShop's table of products for import, which its exports follow: categories, images and features are lists in a cell.
 *
 * @see https://doc.prestashop.com/display/PS17/Import
 */
export const prestaShopCsv: ShapeKind = {
  fits: (record) => {
    const found = findColumns(Object.keys(record), NAMES);
    return (
      found['active'] !== undefined &&
      found['title'] !== undefined &&
      ['priceWith', 'priceWithout', 'priceEither', 'feature', 'discountPercent'].some((field) => found[field])
    );
  },
  create: (first) => {
    const columns = findColumns(Object.keys(first), NAMES);
    const says = (record: Entry, field: Field) =>
      columns[field]?.map((column) => textOf(record[column])).find((text) => text !== undefined);
    return eachRow((row): Iterable<Row> => [itemOf(row, says)]);
  },
};

function itemOf({ line, record }: EntryRow, says: (record: Entry, field: Field) => string | undefined): Row {
  const say = (field: Field) => says(record, field);
  const shows = say('showPrice') !== '0';
  const price = say('priceWith') ?? say('priceEither') ?? say('priceWithout');
  const features = (say('feature') ?? '')
    .split(/[,|](?=[^,|:]+:)/)
    .map((feature): [string | undefined, string | undefined] => {
      const [name, value] = feature.split(':').map((part) => part.trim());
      return [name, value];
    });
  const categories = trimmedParts(say('categories') ?? '', ',').filter((name) => name !== '');
  const standard = {
    id: say('id'),
    title: say('title'),
    active: say('active'),
    category: categories.at(-1)?.replaceAll('/', ' > '),
    description: say('description') ?? say('summary'),
    brand: say('brand'),
    sku: say('reference'),
    image: say('images')?.split(',', 1)[0]?.trim(),
    quantity: say('quantity'),
    price: shows ? (price ?? '') : '',
    sale_price: shows ? reduced(price, say('discountAmount'), say('discountPercent')) : undefined,
    special_from_date: say('discountFrom'),
    special_to_date: say('discountTo'),
    ...(Number(say('quantity')) <= 0 && say('outOfStock') === '1' && { availability: 'backorder' }),
    ...(/^(?:none|nulle part|aucune|ninguna|keine|nessuna)$/i.test(say('visibility') ?? '') && {
      visibility: 'hidden',
    }),
  };
  const isWithout = shows && price !== undefined && say('priceWith') === undefined;
  const what = say('priceEither') === undefined ? 'a price without tax' : 'a price that may be without tax';
  return {
    line,
    record: recordOf({ ...standard, ...attributesColumn(features) }, others(record)),
    ...(isWithout && { guessed: [`has ${what}: ${price}`] }),
  };
}

function reduced(
  price: string | undefined,
  amount: string | undefined,
  percent: string | undefined,
): number | undefined {
  const full = parsePrice(price)?.price;
  const [less, part] = [parsePrice(amount)?.price ?? 0, parsePrice(percent)?.price ?? 0];
  if (full === undefined || (less === 0 && part === 0)) return undefined;
  return Math.round(full * (100 - part) - less * 100) / 100;
}

/** Columns that would be read as something else. */
function others(record: Entry): Entry {
  return Object.fromEntries(
    Object.entries(record).filter(
      ([name]) =>
        !/price|prix|precio|preis|prezzo|discount|unity|text when|tags|ID \/ Name|supplier/i.test(name),
    ),
  );
}
