import { textOf } from '../../../core/feed/value.ts';
import { firstOf, objectsIn, own } from '../nested.ts';
import type { Entry, Row } from '../row.ts';
import { eachRow, type ShapeKind } from './shape.ts';

/**
 * Products that hold their variants, as Shopify's `products.json`, its GraphQL answers and other shops' programs write
 * them: every variant becomes an item, the product the group that they share. An item is called by its SKU, as page and
 * orders have it; where there is none, or two products share it, by the variant's id.
 */
export const productsWithVariants: ShapeKind = {
  // The first may have none.
  fits: (record) => Array.isArray(own(record, 'variants')) || objectsIn(own(record, 'variants')).length > 0,
  create: () => {
    const owners = new Map<string, string>(); // of SKUs, by product
    return eachRow(({ line, record }): Iterable<Row> => {
      const variants = objectsIn(own(record, 'variants'));
      if (/^(?:draft|archived)$/i.test(textOf(own(record, 'status')) ?? ''))
        return [{ line, skipped: 'is not published' }];
      if (variants.length === 0) return [{ line, record }];
      const product = idOf(firstOf(record, 'id', 'product_id', 'handle', 'sku')) ?? '';
      return variants.map((variant) => {
        const sku = textOf(own(variant, 'sku'));
        const owner = sku === undefined ? undefined : (owners.get(sku) ?? product);
        const taken =
          sku === undefined ||
          owner !== product ||
          variants.filter((other) => own(other, 'sku') === own(variant, 'sku')).length > 1;
        if (sku !== undefined) owners.set(sku, owner!);
        const id = taken ? (idOf(firstOf(variant, 'id', 'variant_id')) ?? sku) : sku;
        return {
          line,
          record: variantRecord(record, variant, { id, product, single: variants.length === 1 }),
        };
      });
    });
  },
};

function variantRecord(
  product: Entry,
  variant: Entry,
  { id, product: group, single }: { id: string | undefined; product: string; single: boolean },
): Entry {
  const handle = textOf(own(product, 'handle'));
  const variantId = idOf(own(variant, 'id'));
  const path = handle === undefined ? undefined : `/products/${encodeURIComponent(handle)}`;
  const inherited = Object.entries(product).filter(([key]) => key !== 'variants' && key !== 'id');
  const own_ = Object.entries(variant).filter(
    ([key, value]) => key !== 'title' && key !== 'name' && !isEmpty(value),
  );
  return Object.assign(
    Object.create(null) as Record<string, unknown>,
    Object.fromEntries(inherited),
    Object.fromEntries(own_),
    {
      id,
      product_id: group,
      variant_id: variantId,
      title: titleOf(product, variant, single),
      description: firstOf(product, 'body_html', 'descriptionHtml', 'description', 'bodyHtml'),
      category: firstOf(product, 'product_type', 'productType', 'category', 'type', 'categories'),
      image: imageOf(product, variant),
      url:
        firstOf(variant, 'url', 'link') ??
        firstOf(product, 'onlineStoreUrl', 'url', 'link', 'permalink') ??
        (path !== undefined && !single && variantId !== undefined ? `${path}?variant=${variantId}` : path),
      group,
      price: firstOf(variant, 'price', 'priceV2') ?? firstOf(product, 'price', 'priceRange'),
      availability:
        firstOf(variant, 'available', 'availableForSale', 'availability', 'in_stock') ??
        availabilityOf(variant),
    },
  );
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

function imageOf(product: Entry, variant: Entry): unknown {
  const imageId = textOf(own(variant, 'image_id'));
  const images = objectsIn(own(product, 'images'));
  const chosen =
    imageId === undefined ? undefined : images.find((image) => textOf(own(image, 'id')) === imageId);
  const first = firstOf(variant, 'featured_image', 'image', 'image_url') ?? chosen?.['src'];
  return textOf(first) === undefined
    ? ((images[0] && firstOf(images[0], 'src', 'url')) ??
        firstOf(product, 'image', 'featuredImage', 'featured_image', 'images', 'thumbnail'))
    : first;
}

/** Shopify sells on where its policy says so. */
function availabilityOf(variant: Entry): string | undefined {
  const quantity = Number(textOf(firstOf(variant, 'inventory_quantity', 'inventoryQuantity')) ?? NaN);
  if (Number.isNaN(quantity) || own(variant, 'inventory_management') === null) return undefined;
  if (quantity > 0) return 'in_stock';
  return /^continue$/i.test(textOf(firstOf(variant, 'inventory_policy', 'inventoryPolicy')) ?? '')
    ? 'backorder'
    : 'out_of_stock';
}

/** An id without what GraphQL puts before it. */
function idOf(value: unknown): string | undefined {
  return textOf(value)?.replace(/^gid:\/\/.*\//, '');
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}
