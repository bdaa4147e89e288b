import { isObject, objectsIn, type Entry } from '../../../core/feed/nested.ts';
import { textOf } from '../../../core/feed/value.ts';
import { listOf, textIn, valueIn, without } from './parts.ts';
import { recordOf } from './record.ts';

/**
 * A Shopify product of any of its APIs in one form: of GraphQL's answers the media and what is counted as the REST API
 * writes them, and of `product.js` prices with what they are counted in.
 */
export function shopifyProduct(product: Entry): Entry {
  const inCents = isProductJs(product);
  const shared = { ...sharedOf(product), ...(inCents && { price: cents(product['price']) }) };
  const variants = objectsIn(product['variants']).map((variant) =>
    recordOf(
      {
        ...stockOf(variant),
        image: valueIn(variant, 'image') ?? valueIn(mediaOf(variant['media'])[0], 'url'),
        ...(inCents && { compare_at_price: cents(variant['compare_at_price']) ?? '' }),
        price: inCents
          ? cents(variant['price'])
          : (variant['price'] ?? valueIn(variant, 'contextualPricing', 'price')),
      },
      without(variant, ['media', 'metafields', 'presentment_prices']),
    ),
  );
  const rest = without(product, [
    ...(inCents
      ? ['url', 'compare_at_price', 'price_min', 'price_max', 'compare_at_price_min', 'compare_at_price_max']
      : []),
    'media',
    'metafields',
    'collections',
    'priceRangeV2',
    'compareAtPriceRange',
  ]);
  return recordOf({ ...shared, variants }, rest);
}

/** `product.js` of the shop's theme has prices in cents; nothing else has `price_varies`. */
function isProductJs(product: Entry): boolean {
  return 'price_varies' in product || ('price_min' in product && 'compare_at_price_min' in product);
}

/** Shopify's cents are hundredths in every currency. */
function cents(value: unknown): unknown {
  const written = textOf(value);
  return written === undefined ? undefined : { amount: value, divisor: 100 };
}

function sharedOf(product: Entry): Record<string, unknown> {
  const images = [...objectsIn(product['images']), ...mediaOf(product['media'])];
  const featured =
    product['featuredImage'] ??
    product['featured_image'] ??
    mediaOf([product['featuredMedia']])[0] ??
    product['image'];
  const id = textOf(product['id'])?.replace(/^gid:\/\/.*\//, '');
  return {
    ...(id !== undefined && { id }),
    currency:
      textIn(product, 'priceRangeV2', 'minVariantPrice', 'currencyCode') ??
      textIn(product, 'priceRange', 'minVariantPrice', 'currencyCode'),
    featured_image: featured,
    images: images.length > 0 ? images : product['images'],
    category:
      textIn(product, 'product_type') ??
      textIn(product, 'productType') ??
      textIn(product, 'category', 'fullName') ??
      textIn(product, 'productCategory', 'productTaxonomyNode', 'fullName'),
    tags: tagsOf(product['tags']),
    // In GraphQL's answers an entry says itself whether the sales channel shows it.
    ...(product['publishedOnCurrentPublication'] === false && { published: 'false' }),
    ...(/^unlisted$/i.test(textIn(product, 'status') ?? '') && { status: 'hidden' }),
  };
}

function tagsOf(tags: unknown): string | undefined {
  return Array.isArray(tags)
    ? listOf(tags)
        .flatMap((tag) => textOf(tag) ?? [])
        .join(', ') || undefined
    : textOf(tags);
}

/** Images among media: of videos and models their preview. */
function mediaOf(media: unknown): { url: string }[] {
  const entries = isObject(media) || Array.isArray(media) ? objectsIn(media) : [];
  return entries.flatMap((entry) => {
    const url =
      textIn(entry, 'image', 'url') ??
      textIn(entry, 'preview', 'image', 'url') ??
      textIn(entry, 'preview_image', 'src') ??
      textIn(entry, 'src');
    return url === undefined ? [] : [{ url }];
  });
}

/** Whether anybody counts a variant's stock, as the REST API says it. */
function stockOf(variant: Entry): Record<string, unknown> {
  if (valueIn(variant, 'inventoryItem', 'tracked') === false) return { inventory_management: null };
  return {};
}
