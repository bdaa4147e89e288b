import { firstOf, objectsIn, own, type Entry } from './nested.ts';
import { textOf } from './value.ts';

/** Whether a feed's entries are products that hold their variants, by its first entry (whose list may be empty). */
export function holdsVariants(first: Entry): boolean {
  return Array.isArray(own(first, 'variants')) || objectsIn(own(first, 'variants')).length > 0;
}

/**
 * Makes a function that turns a product into one record a variant, as Shopify's `products.json`, its GraphQL answers and
 * other shops' programs write products. The records share the product's id as `group`. A record's `id` is the variant's
 * SKU, which pages and orders use too; without a SKU, or if another variant has the same, it is the variant's id.
 */
export function createVariantReader(): (product: Entry) => readonly Entry[] {
  const owners = new Map<string, string>(); // product by SKU
  return (record) => {
    const variants = objectsIn(own(record, 'variants'));
    if (variants.length === 0) return [record];
    const product = idOf(firstOf(record, 'id', 'product_id', 'handle', 'sku')) ?? '';
    const shared = sharedBy(record);
    const skus = variants.map((variant) => textOf(own(variant, 'sku')));
    const counts = new Map<string | undefined, number>();
    for (const sku of skus) counts.set(sku, (counts.get(sku) ?? 0) + 1);
    return variants.map((variant, i) => {
      const sku = skus[i];
      const owner = sku === undefined ? undefined : (owners.get(sku) ?? product);
      const isShared = owner !== product || counts.get(sku)! > 1;
      if (sku !== undefined) owners.set(sku, owner!);
      const id = sku === undefined || isShared ? (idOf(firstOf(variant, 'id', 'variant_id')) ?? sku) : sku;
      return variantRecord(record, variant, shared, { id, product, single: variants.length === 1 });
    });
  };
}

/** What the variants of a product share, read once. */
interface Shared {
  readonly path: string | undefined;
  readonly images: readonly Entry[];
  /** The first image of each id. */
  readonly imageOf: ReadonlyMap<string | undefined, Entry>;
}

function sharedBy(product: Entry): Shared {
  const handle = textOf(own(product, 'handle'));
  // A handle with half of a surrogate pair is damaged and has no address.
  const isDamaged = handle === undefined || /\p{Cs}/u.test(handle);
  const images = objectsIn(own(product, 'images'));
  return {
    path: isDamaged ? undefined : `/products/${encodeURIComponent(handle)}`,
    images,
    imageOf: new Map([...images].reverse().map((image) => [textOf(own(image, 'id')), image])),
  };
}

function variantRecord(
  product: Entry,
  variant: Entry,
  shared: Shared,
  { id, product: group, single }: { id: string | undefined; product: string; single: boolean },
): Entry {
  const { path } = shared;
  const variantId = idOf(own(variant, 'id'));
  const inherited = Object.entries(product).filter(([key]) => key !== 'variants' && key !== 'id');
  const ownFields = Object.entries(variant).filter(
    ([key, value]) => key !== 'title' && key !== 'name' && !isEmpty(value),
  );
  return Object.assign(
    Object.create(null) as Record<string, unknown>,
    Object.fromEntries(inherited),
    Object.fromEntries(ownFields),
    {
      id,
      product_id: group,
      variant_id: variantId,
      title: titleOf(product, variant, single),
      description: firstOf(product, 'body_html', 'descriptionHtml', 'description', 'bodyHtml'),
      category: firstOf(product, 'product_type', 'productType', 'category', 'type', 'categories'),
      image: imageIn(product, variant, shared),
      url:
        firstOf(variant, 'url', 'link') ??
        firstOf(product, 'onlineStoreUrl', 'url', 'link', 'permalink') ??
        (path !== undefined && !single && variantId !== undefined ? `${path}?variant=${variantId}` : path),
      group,
      price: firstOf(variant, 'price', 'priceV2') ?? firstOf(product, 'price', 'priceRange'),
      availability:
        firstOf(variant, 'available', 'availableForSale', 'availability', 'in_stock') ??
        availabilityOf(variant),
      attributes: [
        firstOf(product, 'attributes'),
        firstOf(variant, 'attributes'),
        optionsOf(product, variant),
      ],
      options: undefined, // the product's, of all its variants
      selectedOptions: undefined,
    },
  );
}

/** What a variant is among its product's: `option1` to `option3` in the order of the product's options, or by their names. */
function optionsOf(product: Entry, variant: Entry): readonly Entry[] {
  const selected = objectsIn(firstOf(variant, 'selectedOptions', 'selected_options'));
  if (selected.length > 0) return selected;
  const options = own(product, 'options');
  if (!Array.isArray(options)) return [];
  return (options as unknown[]).map((option, i) => ({
    name: textOf(option),
    value: own(variant, `option${i + 1}`) ?? (own(variant, 'options') as readonly unknown[] | undefined)?.[i],
  }));
}

function titleOf(product: Entry, variant: Entry, single: boolean): string | undefined {
  const [title, name] = [
    textOf(firstOf(product, 'title', 'name')),
    textOf(firstOf(variant, 'title', 'name')),
  ];
  if (title === undefined) return name;
  if (single || name === undefined || /^default( title)?$/i.test(name)) return title;
  return name.startsWith(title) ? name : `${title} - ${name}`;
}

function imageIn(product: Entry, variant: Entry, { images, imageOf }: Shared): unknown {
  const imageId = textOf(own(variant, 'image_id'));
  const chosen = imageId === undefined ? undefined : imageOf.get(imageId);
  const first = firstOf(variant, 'featured_image', 'image', 'image_url') ?? chosen?.['src'];
  return textOf(first) === undefined
    ? ((images[0] && firstOf(images[0], 'src', 'url')) ??
        firstOf(product, 'image', 'featuredImage', 'featured_image', 'images', 'thumbnail'))
    : first;
}

/** Shopify sells what is out of stock if the variant's policy says so. */
function availabilityOf(variant: Entry): string | undefined {
  if (own(variant, 'inventory_management') === null) return 'in_stock'; // nobody counts
  const quantity = Number(textOf(firstOf(variant, 'inventory_quantity', 'inventoryQuantity')) ?? NaN);
  if (Number.isNaN(quantity)) return undefined;
  if (quantity > 0) return 'in_stock';
  return /^continue$/i.test(textOf(firstOf(variant, 'inventory_policy', 'inventoryPolicy')) ?? '')
    ? 'backorder'
    : 'out_of_stock';
}

/** An id without the prefix that GraphQL gives it (`gid://shopify/Product/1`). */
function idOf(value: unknown): string | undefined {
  return textOf(value)?.replace(/^gid:\/\/.*\//, '');
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}
