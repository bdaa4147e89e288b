import type { ShelfItem } from '../types.ts';
import { formatPrice } from './price.ts';
import { safeUrl } from './safe-url.ts';

/**
 * The shop's own card, from the `<template>` inside a shelf. `data-text="title"` takes a field of the item as text,
 * `data-href="url"` and `data-src="image"` take a field as an address, and `data-alt="title"` as an image's alternative
 * text. An element is hidden if its text or its image is missing; a link without an address stays, without `href`.
 *
 * @param language BCP 47, for prices: `data-text="price"` is what is asked now, `data-text="regularPrice"` what a sale has
 * reduced.
 */
export function templateCard(
  template: HTMLTemplateElement,
  item: ShelfItem,
  language: string,
): DocumentFragment {
  const card = document.importNode(template.content, true);
  const price = (amount: number | undefined) => formatPrice(amount, item.currency, language);
  const regular = item.salePrice === undefined ? undefined : item.price;
  const text = (field: string) =>
    field === 'price'
      ? price(item.salePrice ?? item.price)
      : field === 'regularPrice'
        ? price(regular)
        : String((item as unknown as Readonly<Record<string, unknown>>)[field] ?? '');
  const address = (field: string) => safeUrl(text(field)) ?? '';
  for (const element of card.querySelectorAll<HTMLElement>('[data-text]')) {
    element.textContent = text(element.dataset['text']!);
    element.hidden = element.textContent === '';
  }
  for (const attribute of ['href', 'src', 'alt']) {
    for (const element of card.querySelectorAll<HTMLElement>(`[data-${attribute}]`)) {
      const field = element.dataset[attribute]!;
      const value = attribute === 'alt' ? text(field) : address(field);
      if (value || attribute === 'alt') element.setAttribute(attribute, value);
      else element.hidden = attribute === 'src';
    }
  }
  return card;
}
