/**
 * Consent. Whose word counts, first to last:
 *
 * 1. the shopper's choice by the switch of `<vitrine-privacy>`, which is remembered over pages;
 * 2. what the shop says: `setConsent`, the option `consent`, or `data-consent` of the script tag;
 * 3. what `setConsent` granted on an earlier page, until the page's consent platform says that the shopper refuses;
 * 4. what the page's consent platform says, which is followed if 1 and 2 say nothing;
 * 5. if nobody says anything, the history stays in memory, and the disk is neither read nor written nor erased.
 *
 * `persist: 'memory'` and Global Privacy Control come before all of these: with them nothing is written to disk, see
 * `worker/history`.
 */
import { arrived } from '../errors.ts';
import type { Consent } from '../types.ts';
import { warn } from './warn.ts';

/** In localStorage: one word, written only after the shopper has moved the switch, or the shop has called `setConsent`. */
const KEY = 'vitrine consent';
/** The word for a grant by `setConsent`. The shopper's own choice is kept as it is. */
const BY_SHOP = 'granted by the shop';

/** What the page's consent platform said last. */
export let platformSays: Consent | undefined;

function isConsent(value: unknown): value is Consent {
  return value === 'granted' || value === 'denied';
}

/** The shopper's choice by the switch, on an earlier page. */
export function shoppersChoice(): Consent | undefined {
  const word = kept();
  return isConsent(word) ? word : undefined;
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

/**
 * Follows the page's consent platform. The code that reads it is loaded by this call.
 *
 * @param take Takes what the platform says, each time that it changes.
 * @param dataLayer Name of the data layer that Google Consent Mode is in.
 * @returns A function that stops it.
 */
export function followPlatform(take: (consent: Consent) => Promise<void>, dataLayer: string): () => void {
  const stopped = new AbortController();
  const { signal } = stopped;
  arrived(() => import('./consent/follow-consent.ts')).then(({ followConsent }) => {
    if (signal.aborted) return;
    const stop = followConsent((consent) => {
      platformSays = consent;
      if (consent === 'denied' && wasGrantedByShop()) keep(undefined);
      take(consent).catch(warn);
    }, dataLayer);
    signal.addEventListener('abort', stop);
  }, warn);
  return () => {
    stopped.abort();
  };
}
