import type { Item } from 'vitrine';
import { html, json } from '../server/html.ts';
import { departmentOf, kindOf } from '../server/listing.ts';
import { categoryPath, image, price, productPath, salePriceNow } from './parts.ts';
import type { PageParts, PageRequest } from './request.ts';

export function productPage({ shop, url }: PageRequest, id: string): PageParts | undefined {
  const item = shop.byId.get(id);
  if (!item) return undefined;
  const department = departmentOf(item);
  const variants = item.group === undefined ? [] : shop.items.filter(({ group }) => group === item.group);
  const soldOut = item.availability === 'out_of_stock';
  return {
    title: item.title,
    script: 'product.ts',
    // What shops publish for search engines. Vitrine reads the view of the product from it.
    head: html`<script type="application/ld+json">
      ${json(schemaOf(item, url))}
    </script>`,
    main: html` <article class="product" data-product="${json(lineOf(item)).text}">
        ${image(item, 480, 'eager')}
        <div class="facts">
          <p class="quiet">
            <a href="${categoryPath(department)}">${department}</a>
            ${kindOf(item) !== undefined && html` · <a href="${categoryPath(department, kindOf(item))}">${kindOf(item)}</a>`}
          </p>
          <h1>${item.title}</h1>
          ${item.rating !== undefined && html`<p class="quiet"><span class="stars" aria-hidden="true">★</span> ${item.rating} of 5${item.reviewCount !== undefined && `, ${item.reviewCount} reviews`}</p>`}
          <p class="large">${price(item)}</p>
          ${item.description !== undefined && html`<p>${item.description}.</p>`}
          ${
            variants.length > 1 &&
            html`<ul class="kinds" aria-label="Colours">
              ${variants.map((variant) => html`<li><a href="${productPath(variant)}" ${variant === item && html` aria-current="true"`}>${variant.attributes?.colour?.[0] ?? variant.title}</a></li>`)}
            </ul>`
          }
          <div class="buttons">
            <button type="button" class="primary" id="add" ${soldOut && html` disabled`}>
              ${soldOut ? 'Sold out' : 'Add to cart'}
            </button>
            <button type="button" id="wish" aria-pressed="false">Wish list</button>
          </div>
          <p class="quiet" id="said" role="status"></p>
          ${item.brand !== undefined && html`<p class="quiet">By ${item.brand}. Ships within two days.</p>`}
        </div>
      </article>
      <vitrine-shelf
        model="bought-together"
        layout="bundle"
        limit="3"
        object-ids="${id}"
        heading="Often bought with it"
        fallback="none"
      ></vitrine-shelf>
      ${
        shop.comparesImages &&
        html`<vitrine-shelf
          model="looking-similar"
          object-ids="${id}"
          limit="12"
          heading="Looks like it"
          fallback="none"
        ></vitrine-shelf>`
      }
      <vitrine-shelf
        model="related-products"
        object-ids="${id}"
        limit="12"
        actions="cart,wishlist"
      ></vitrine-shelf>`,
  };
}

/** What the cart keeps of a product. */
function lineOf({ id, title, currency, image: address, ...item }: Item) {
  return { id, title, price: salePriceNow({ id, title, ...item }) ?? item.price, currency, image: address };
}

function schemaOf(item: Item, { origin }: URL) {
  const { id, title, description, brand, currency, rating, reviewCount } = item;
  const price = salePriceNow(item) ?? item.price;
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    sku: id,
    name: title,
    ...(description !== undefined && { description }),
    ...(item.image !== undefined && { image: new URL(item.image, origin).href }),
    ...(brand !== undefined && { brand: { '@type': 'Brand', name: brand } }),
    ...(rating !== undefined && {
      aggregateRating: { '@type': 'AggregateRating', ratingValue: rating, reviewCount: reviewCount ?? 1 },
    }),
    ...(price !== undefined && {
      offers: {
        '@type': 'Offer',
        price,
        priceCurrency: currency,
        availability: `https://schema.org/${item.availability === 'out_of_stock' ? 'OutOfStock' : 'InStock'}`,
      },
    }),
  };
}
