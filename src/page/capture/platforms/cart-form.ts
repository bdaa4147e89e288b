import { idOf, NO_TEXTS, numberOf, pageItem, type PageItem } from '../item.ts';

/** Forms that add a product to the cart: Shopify, Magento and Shopware, BigCommerce, WooCommerce, PrestaShop, OpenCart. */
const ADDS = [
  'form[action*="cart/add" i]',
  'form[action*="line-item/add" i]',
  'form[data-add-to-cart]',
  'form[data-cart-item-add]',
  'form.cart',
  'form#add-to-cart-or-refresh',
  'form#form-product',
].join();

/** Shopware's address that takes a line out of the cart ends with the product's id. */
const REMOVES = /line-item\/delete\/(\w+)/i;

/** The fields that hold an id, the likeliest first: a variant comes before its product. */
const FIELDS = [
  /^variation_id$/,
  /^selected_configurable_option$/,
  /^id$/,
  /^lineItems\[\w+\]\[id\]$/,
  /^(?:add-to-cart|product_id|product|id_product)$/,
];
const QUANTITY = /^(?:quantity|qty(?:\[\])?|lineItems\[\w+\]\[quantity\])$/;

/**
 * The product that a form adds to the cart.
 *
 * @param submitter The button: WooCommerce's names the product.
 * @returns undefined if it is another form.
 */
export function readCartForm(form: HTMLFormElement, submitter?: Element | null): PageItem | undefined {
  if (!form.matches(ADDS)) return undefined;
  const fields = [...new FormData(form), ...fieldOf(submitter)];
  const ids = FIELDS.flatMap((field) => fields.filter(([name, value]) => field.test(name) && value !== '0'));
  const item = pageItem(
    [
      ...ids.map(([, value]) => idOf(value)),
      idOf(form.dataset['productSku']),
      idOf(form.dataset['product_id']),
    ],
    NO_TEXTS,
  );
  const quantity = numberOf(fields.find(([name]) => QUANTITY.test(name))?.[1]);
  return item && quantity !== undefined && quantity > 0 ? { ...item, quantity } : item;
}

/** The product that a form takes out of the cart. */
export function removedByForm(form: HTMLFormElement): PageItem | undefined {
  const id = idOf(REMOVES.exec(form.getAttribute('action') ?? '')?.[1]);
  return id === undefined ? undefined : { item_id: id };
}

function fieldOf(submitter: Element | null | undefined): [string, FormDataEntryValue][] {
  return submitter instanceof HTMLButtonElement && submitter.name !== ''
    ? [[submitter.name, submitter.value]]
    : [];
}
