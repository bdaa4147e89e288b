import type { Consent } from '../../types.ts';
import { field, isNode } from '../../core/schema/node.ts';

/**
 * Reads Shopify's Customer Privacy API: what the shopper has said of preferences. If they have said nothing, consent is
 * granted if Shopify says that it may be taken as given, as outside of Europe.
 *
 * @param shopify `window.Shopify`.
 * @returns undefined while the shopper has not answered. May throw what the API throws.
 * @see https://shopify.dev/docs/api/customer-privacy
 */
export function shopifySignal(shopify: unknown): Consent | undefined {
  const api = isNode(shopify) ? field(shopify, 'customerPrivacy') : undefined;
  if (!isNode(api)) return undefined;
  const ask = (name: string) => {
    const method = api[name];
    return typeof method === 'function' ? (method.call(api) as unknown) : undefined;
  };
  const said = ask('currentVisitorConsent');
  const preferences = isNode(said) ? field(said, 'preferences') : undefined;
  if (preferences === 'no') return 'denied';
  if (preferences === 'yes' || ask('preferencesProcessingAllowed') === true) return 'granted';
  return undefined;
}
