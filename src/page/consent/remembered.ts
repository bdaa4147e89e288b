/** What is remembered from page to page: of consent, and that the shopper is shopping for somebody else. */
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

/** In the tab's sessionStorage: since when the shopper is shopping for somebody else, in epoch ms, because they have said so. */
export const GIFT = 'vitrine gift';

/** Keeps the word for later pages: of the tab, if it is of gift mode. */
export function keep(word: string | undefined, key = KEY): void {
  try {
    const storage = storageOf(key);
    if (word === undefined) storage.removeItem(key);
    else storage.setItem(key, word);
  } catch {
    // storage is blocked: the decision holds for this page
  }
}

/** The word that is kept. */
export function kept(key = KEY): string | null | undefined {
  try {
    return storageOf(key).getItem(key);
  } catch {
    return undefined; // storage is blocked: then nothing was remembered
  }
}

/** @throws if storage is blocked. */
function storageOf(key: string): Storage {
  return key === GIFT ? sessionStorage : localStorage;
}
