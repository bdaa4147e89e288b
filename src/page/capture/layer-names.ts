import type { EventName } from '../../types.ts';

/**
 * The events that say something of taste, by their names in data layers, in small letters and without what stands between
 * the words: those of GA4, and those that platforms and tag managers use in their place.
 */
const NAMES: readonly (readonly [name: EventName, words: RegExp])[] = [
  ['view_item', /^(?:view(?:item|product)|productview(?:ed)?)$/],
  ['view_item_list', /^(?:viewitemlist|productlistviewed)$/],
  ['select_item', /^(?:selectitem|productclicked)$/],
  ['add_to_cart', /^(?:add(?:product)?tocart|product(?:added|add)(?:tocart)?)$/],
  ['remove_from_cart', /^(?:removefromcart|productremoved(?:fromcart)?)$/],
  ['add_to_wishlist', /^(?:product)?add(?:ed)?towishlist$/],
  ['purchase', /^(?:purchase|ordercompleted|checkoutcompleted|transaction)$/],
  ['search', /^(?:search(?:submitted)?|viewsearchresults|productssearched)$/],
];

const MAX_NAME = 60;
/** What tools put before and after the names of GA4: Elevar, GTM4WP, Stape, and GA4 tags beside older ones. */
const AROUND =
  /^(?:dl|gtm4wp|ga4|ee|eec|ecommerce|shopify|woocommerce|wc)(?=[._ -])|(?:eec|[._ -](?:stape|ga4|event))$/g;

/** The event that a name in a data layer means. */
export function eventNamed(name: unknown): EventName | undefined {
  if (typeof name !== 'string' || name.length > MAX_NAME) return undefined;
  const word = name
    .toLowerCase()
    .replace(AROUND, '')
    .replace(/[^a-z]/g, '');
  return NAMES.find(([, words]) => words.test(word))?.[0];
}
