/** What is remembered of consent, from page to page. */
import type { Consent } from '../../types.ts';

/** In localStorage: one word, written only after the shopper has moved the switch, or the shop has called `setConsent`. */
const KEY = 'vitrine consent';
/** The word for a grant by `setConsent`. The shopper's own choice is kept as it is. */
const BY_SHOP = 'shop';

/** What the page's consent platform said last. */
export const platform: { says?: Consent } = {};

/** The shopper's choice by the switch, on an earlier page. */
export function shoppersChoice(): Consent | undefined {
  const word = kept();
  return word === 'granted' || word === 'denied' ? word : undefined;
}

/** Whether the shop has granted consent on an earlier page, and nobody has refused since. */
export function wasGrantedByShop(): boolean {
  return kept() === BY_SHOP;
}

/** Remembers what the shop has said by `setConsent`: a refusal by forgetting every grant. */
export function rememberShop(consent: Consent): void {
  if (consent === 'granted') keep(BY_SHOP);
  else if (kept() !== 'denied') keep(undefined);
}

/** Keeps the word for later pages. */
export function keep(word: string | undefined): void {
  try {
    if (word === undefined) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, word);
  } catch {
    // storage is blocked: the decision holds for this page
  }
}

function kept(): string | null | undefined {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return undefined; // storage is blocked: then nothing was remembered
  }
}
