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

/**
 * Follows the page's consent platform. The code that reads it is loaded by this call.
 *
 * @param take Takes what the platform says, each time that it changes.
 * @param dataLayer Name of the data layer that Google Consent Mode is in.
 * @returns Ends it.
 */
export function followPlatform(
  take: (consent: Consent) => Promise<void>,
  dataLayer: string,
): AbortController {
  const following = new AbortController();
  const { signal } = following;
  arrived(() => import('./consent/follow-consent.ts')).then(({ followConsent }) => {
    if (signal.aborted) return;
    signal.addEventListener('abort', followConsent(take, dataLayer));
  }, warn);
  return following;
}
