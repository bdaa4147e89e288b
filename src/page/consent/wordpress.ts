import type { Consent } from '../../types.ts';
import { field, isNode } from '../../core/schema/node.ts';

/**
 * Reads the WordPress Consent API, which WooCommerce's consent plugins share: what the shopper has said of preferences.
 *
 * @param page The window.
 * @param cookies `document.cookie`: only there a refusal differs from no answer.
 * @returns undefined while the shopper has not answered, and if no consent plugin is there, since the API then allows
 *   everything. May throw what the API throws.
 * @see https://github.com/WordPress/wp-consent-level-api
 */
export function wordPressSignal(page: object, cookies: string): Consent | undefined {
  const { wp_has_consent: has, wp_consent_type, wp_fallback_consent_type, consent_api } = page as Api;
  if (typeof has !== 'function') return undefined;
  const prefix = isNode(consent_api) ? field(consent_api, 'cookie_prefix') : undefined;
  const cookie = `${typeof prefix === 'string' ? prefix : 'wp_consent'}_preferences=`;
  const said = cookies.split('; ').find((one) => one.startsWith(cookie));
  if (said === `${cookie}deny`) return 'denied';
  const isManaged = (wp_consent_type ?? wp_fallback_consent_type ?? true) || said !== undefined;
  return isManaged && has('preferences') === true ? 'granted' : undefined;
}

interface Api {
  readonly wp_has_consent?: (category: string) => unknown;
  readonly wp_consent_type?: unknown;
  /** Empty if no plugin has set a type. */
  readonly wp_fallback_consent_type?: unknown;
  readonly consent_api?: unknown;
}
