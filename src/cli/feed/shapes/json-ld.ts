import { addressOf, textOf } from '../../../core/feed/value.ts';
import { isOf, listOf } from '../../../core/schema/listed.ts';
import { field, isNode, type Node } from '../../../core/schema/node.ts';
import { IDENTIFIERS, PRODUCTS } from '../../../core/schema/product-types.ts';
import type { Row } from '../row.ts';
import { eachRow, type ShapeKind } from './shape.ts';

/** Products of schema.org, whether from pages or from a file of them: of a group with variants each variant is an item. */
export const jsonLd: ShapeKind = {
  fits: (record) => field(record, '@type') !== undefined,
  create: () =>
    eachRow(({ line, record }): Iterable<Row> => {
      if (!isOf(record, PRODUCTS)) return [{ line, skipped: 'is no product' }];
      const variants = listOf(field(record, 'hasVariant'))
        .filter(isNode)
        .filter(
          (variant) =>
            field(variant, 'name') !== undefined ||
            field(variant, 'sku') !== undefined ||
            field(variant, 'offers') !== undefined,
        );
      if (variants.length === 0) return [{ line, record: productRecord(record) }];
      return variants.map((variant) => ({ line, record: productRecord(variant, record) }));
    }),
};

/** A product as columns, what it does not say taken from its group. */
function productRecord(node: Node, group?: Node): Node {
  const says = (name: string) => listOf(field(node, name) ?? (group && field(group, name)));
  const text = (name: string) =>
    says(name)
      .map((value) => textOf(value))
      .find((value) => value !== undefined);
  const offers = offersOf(node).length > 0 || !group ? offersOf(node) : offersOf(group);
  const offered = (name: string) =>
    offers.map((offer) => textOf(field(offer, name))).find((value) => value !== undefined);
  const variantOf = group ?? listOf(field(node, 'isVariantOf')).find(isNode);
  const url = [...listOf(field(node, 'url')), offered('url'), ...says('url'), field(node, '@id')]
    .map((value) => textOf(value))
    .find((value) => value !== undefined && !value.startsWith('#'));
  return Object.assign(Object.create(null) as Record<string, unknown>, {
    id: idOf(node, offers) ?? url,
    title: text('name'),
    description: text('description'),
    brand: text('brand') ?? text('manufacturer'),
    category: text('category'),
    image: says('image')
      .map((value) => addressOf(value))
      .find((value) => value !== undefined),
    url,
    price: priceOf(offers),
    currency: currencyOf(offers),
    availability: availabilityOf(offers),
    group:
      (variantOf &&
        (textOf(field(variantOf, 'productGroupID')) ??
          idOf(variantOf, []) ??
          textOf(field(variantOf, '@id')))) ??
      textOf(field(node, 'inProductGroupWithID')),
    ids: [...IDENTIFIERS.map((name) => field(node, name)), ...offers.map((offer) => field(offer, 'sku'))].map(
      withoutPrefix,
    ),
    gtin: [
      ...GTINS.map((name) => field(node, name)),
      ...offers.flatMap((offer) => GTINS.map((name) => field(offer, name))),
    ]
      .map(withoutPrefix)
      .filter((value) => value !== undefined),
    mpn: text('mpn') ?? offered('mpn'),
    rating: says('aggregateRating')[0],
    condition: text('itemCondition') ?? offered('itemCondition'),
    color: says('color'),
    size: says('size'),
    material: says('material'),
    pattern: says('pattern'),
    ...audienceOf(says('audience').find(isNode)),
    tags: says('keywords'),
    additionalProperty: [...says('additionalProperty')],
    inLanguage: text('inLanguage'),
  });
}

/** @see https://schema.org/PeopleAudience */
function audienceOf(audience: Node | undefined): Record<string, unknown> {
  if (!audience) return {};
  const years = textOf(field(audience, 'suggestedMinAge'));
  return {
    gender: textOf(field(audience, 'suggestedGender')),
    ageGroup: years === undefined ? undefined : `${years} years`,
  };
}

function withoutPrefix(value: unknown): string | undefined {
  return textOf(value)?.replace(/^(?:sku|mpn|gtin\d*|isbn):/i, '');
}

function offersOf(node: Node): Node[] {
  const offers = listOf(field(node, 'offers')).filter(isNode);
  return [...offers, ...offers.flatMap((offer) => listOf(field(offer, 'offers')).filter(isNode))];
}

function idOf(node: Node, offers: readonly Node[]): string | undefined {
  const found = [
    ...IDENTIFIERS.map((name) => field(node, name)),
    ...offers.map((offer) => field(offer, 'sku')),
  ];
  return found.map(withoutPrefix).find((value) => value !== undefined);
}

const GTINS = IDENTIFIERS.filter((name) => /^(?:gtin|isbn)/.test(name));

const specifications = (offer: Node) => listOf(field(offer, 'priceSpecification')).filter(isNode);

function priceOf(offers: readonly Node[]): unknown {
  const prices = offers.flatMap((offer) => [
    field(offer, 'price'),
    ...specifications(offer).map((one) => field(one, 'price')),
    field(offer, 'lowPrice'),
  ]);
  return prices.find((price) => textOf(price) !== undefined);
}

function currencyOf(offers: readonly Node[]): string | undefined {
  return offers
    .flatMap((offer) => [
      field(offer, 'priceCurrency'),
      ...specifications(offer).map((one) => field(one, 'priceCurrency')),
    ])
    .map((value) => textOf(value))
    .find((value) => value !== undefined);
}

/** It can be had if one of its offers can. */
function availabilityOf(offers: readonly Node[]): string | undefined {
  const said = offers.flatMap((offer) => textOf(field(offer, 'availability')) ?? []);
  return said.find((text) => /instock|limited|onlineonly/i.test(text)) ?? said[0];
}
