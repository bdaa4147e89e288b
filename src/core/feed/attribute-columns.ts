import { plainName, type FoundColumns } from './columns.ts';
import { ITEM_NAMES } from './names.ts';

/** Columns of platforms that hold several attributes, each with its name: as a list, as an object, or in one text. */
const LISTS = new Set(
  `attributes attribute attrs additionalattributes customattributes productattributes attributevalues attributelist features feature productfeatures
   productdetail productdetails additionalproperty additionalproperties options selectedoptions optionvalues variantoptions
   additionalvariantattribute specifications specification specs properties property itemspecifics
   param params parameters customfields productcustomfields variationattributes characteristics merkmale eigenschaften caracteristiques
   caracteristicas caratteristiche customproperties`.split(/\s+/),
);

/** `Attribute 1 name`, `Option1 Name`, `Option Name 1`, `productOptionName1`, `VARIATION 1 NAME`. */
const NUMBERED_NAME =
  /^(?=.*\d)(?=.*(?:attribute|option|variation|feature|property|spec|attribut|merkmal)).*?(?:name|label)/i;
/** The ends of the names of their values' columns. */
const VALUES = ['value(s)', 'values', 'value', 'description'];

/** Columns whose header, without white space around it, names the attribute itself. */
const NAMED: readonly RegExp[] = [
  /^\*?C:(.+)$/, // eBay's item specifics
  /^(?:attribute|attr|param|property|feature|merkmal|filter)\s*[:_]\s*(?:pa_\s*)?([^\s\d:].*)$/i,
  /^pa_(.+)$/i, // WooCommerce's taxonomies
  /^(.+)\(product\.metafields\.(?!reviews|seo|mc-facebook|google|mm-google)[\w.-]+\)$/i, // Shopify
  /^Metafield:\s*(?:custom|specs?|attributes?|shopify|details?|filters?|descriptors)\.([\w-]+)\s*(?:\[.*\])?$/i, // Matrixify
];

/** The columns of an entry that hold attributes. Of `pairNames` and `pairValues` those of one place belong together. */
export interface AttributeColumns {
  readonly lists: readonly string[];
  readonly pairNames: readonly string[];
  readonly pairValues: readonly string[];
  /** By column: the attribute's name. */
  readonly named: readonly (readonly [column: string, name: string])[];
}

const known = new WeakMap<FoundColumns, AttributeColumns>();

/** The columns with attributes of an entry that has the columns found. Every entry with these columns has the same. */
export function attributeColumns(present: readonly string[], found: FoundColumns): AttributeColumns {
  let columns = known.get(found);
  if (!columns) {
    columns = columnsOf(present, found);
    known.set(found, columns);
  }
  return columns;
}

function columnsOf(present: readonly string[], found: FoundColumns): AttributeColumns {
  const taken = new Set(Object.values(found).flat());
  const byLower = new Map(present.map((name) => [name.toLowerCase(), name]));
  const pairs = present
    .filter((name) => NUMBERED_NAME.test(name))
    .flatMap((name) => {
      const value = VALUES.map((end) => byLower.get(name.toLowerCase().replace(/name|label/, end))).find(
        (column) => column !== undefined && column !== name,
      );
      return value === undefined ? [] : [[name, value] as const];
    });
  return {
    lists: present.filter((name) => LISTS.has(plainName(name).replace(/(?<!\d)\d+$/, ''))),
    pairNames: pairs.map(([name]) => name),
    pairValues: pairs.map(([, value]) => value),
    named: present
      .filter((name) => !taken.has(name))
      .flatMap((column) => {
        const name = NAMED.map((pattern) => pattern.exec(column.trim())?.[1]).find(
          (part) => part !== undefined,
        );
        return name === undefined ? [] : [[column, name.trim()] as const];
      }),
  };
}

/** The attributes that `Attributes` names, and in whose place a shop's own spelling of them is put. */
export const STANDARD_NAMES = [
  'colour',
  'size',
  'material',
  'pattern',
  'gender',
  'ageGroup',
  'condition',
  'tags',
  'customLabels',
  'labels',
] as const;

/** The field for which each spelling stands: an attribute of `STANDARD_NAMES`, or an id. */
const FIELDS = new Map(
  [...STANDARD_NAMES, 'gtin', 'mpn'].flatMap((field) =>
    ITEM_NAMES[field]!.map((name) => [plainName(name), field] as const),
  ),
);

/** What a shop pays and for whom it works, and how a platform does its own work: nothing for shoppers. */
const INTERNAL =
  /(?:^|[\s_.-])(?:costs?|margin|supplier|wholesale|purchase|internal|einkauf\w*|marge|lieferant\w*|fournisseur|proveedor|warehouse)(?:$|[\s_.-])|^(?:has_options|required_options|options_container|tax_class\w*|msrp\w*|quantity_and_stock_status|gift_message_available|page_layout|custom_(?:design|layout)\w*|links_\w+|samples_title|(?:price|sku|weight|shipment)_(?:type|view)|url_\w+|meta_\w+|(?:small_image|thumbnail|swatch_image|image)\w*|media_gallery|news_\w+|special_\w+|status|visibility|created_at|updated_at|category_ids|minimal_price|tier_price|old_id)$/i;

const ITEM_FIELDS = new Set(
  [
    'description',
    'image',
    'url',
    'price',
    'salePrice',
    'wasPrice',
    'saleFrom',
    'saleTo',
    'stock',
    'currency',
  ].flatMap((field) => ITEM_NAMES[field]!.map(plainName)),
);

/** Whether an attribute of this name is for the shop alone, or is another field of the item. */
export const isNoAttribute = remembered(
  (name: string) => INTERNAL.test(name) || ITEM_FIELDS.has(plainName(name)),
);

/** A function that keeps its answers: every row of a file asks about the same names. */
function remembered<Answer>(answer: (name: string) => Answer): (name: string) => Answer {
  const known = new Map<string, Answer>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const now = answer(name);
    if (known.size < 10_000) known.set(name, now);
    return now;
  };
}

/** An attribute's name as a pack has it: the standard one, or the feed's own without a platform's prefix. */
export const attributeName = remembered((written: string): string => {
  const name = written
    .replace(/^\s*(?:g:|pa_|attribute_(?:pa_)?|attributes?[.:]\s*)/i, '')
    .replace(/[\s_]+/g, ' ')
    .trim();
  return FIELDS.get(plainName(name)) ?? FIELDS.get(plainName(written)) ?? name;
});
