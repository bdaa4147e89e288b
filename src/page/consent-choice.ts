import type { Consent } from '../types.ts';

/** In localStorage: one word, written only when the shopper has moved the switch. */
const KEY = 'vitrine consent';

/** What the shopper chose on an earlier page, if it is remembered. */
export function rememberedChoice(): Consent | undefined {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === 'granted' || kept === 'denied' ? kept : undefined;
  } catch {
    return undefined; // storage is blocked: then nothing was chosen for longer than a page
  }
}

/**
 * Remembers the shopper's choice for the next page. A refusal is remembered by keeping nothing, unless the shop would
 * take consent as given without it.
 */
export function rememberChoice(consent: Consent, shopSays: Consent | undefined): void {
  try {
    if (consent === 'denied' && shopSays !== 'granted') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, consent);
  } catch {
    // storage is blocked: the choice holds for this page
  }
}
