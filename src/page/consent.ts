/**
 * Consent. Whose word counts, first to last:
 *
 * 1. the shopper's choice by the switch of `<vitrine-privacy>` or by `setConsent`; the switch is remembered over pages;
 * 2. what the shop says: the option `consent`, or `data-consent` of the script tag;
 * 3. what the page's consent platform says, which is followed only if 1 and 2 say nothing;
 * 4. if nobody says anything, the history stays in memory, and the disk is neither read nor written nor erased.
 *
 * `persist: 'memory'` and Global Privacy Control come before all of these: with them nothing is written to disk, see
 * `worker/history`.
 */
import { arrived } from '../errors.ts';
import type { Consent } from '../types.ts';
import { scriptTag, type ScriptTag } from './find-script.ts';
import { warn } from './warn.ts';

/** In localStorage: one word, written only after the shopper has moved the switch. */
const KEY = 'vitrine consent';

let platformSays: Consent | undefined;

export function isConsent(value: unknown): value is Consent {
  return value === 'granted' || value === 'denied';
}

/** What counts when a script tag starts Vitrine: the shopper's choice on an earlier page, else what the shop says. */
export function tagConsent({ dataset }: ScriptTag): Consent | undefined {
  return rememberedChoice() ?? (dataset['consent'] as Consent | undefined);
}

/**
 * Remembers the shopper's choice for the next page. A refusal is remembered by storing nothing, unless the shop or the
 * consent platform would grant consent on the next page.
 */
export function rememberChoice(consent: Consent): void {
  const otherwise = (scriptTag()?.dataset['consent'] as Consent | undefined) ?? platformSays;
  try {
    if (consent === 'denied' && otherwise !== 'granted') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, consent);
  } catch {
    // storage is blocked: the choice holds for this page
  }
}

function rememberedChoice(): Consent | undefined {
  try {
    const kept = localStorage.getItem(KEY);
    return isConsent(kept) ? kept : undefined;
  } catch {
    return undefined; // storage is blocked: then no choice was remembered
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
      take(consent).catch(warn);
    }, dataLayer);
    signal.addEventListener('abort', stop);
  }, warn);
  return () => {
    stopped.abort();
  };
}
