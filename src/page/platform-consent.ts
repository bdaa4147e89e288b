import { VitrineError } from '../errors.ts';
import type { Consent } from '../types.ts';
import { warn } from './warn.ts';

let heard: Consent | undefined;

/** What the page's consent platform has said last, if there is one and it has been followed. */
export function platformConsent(): Consent | undefined {
  return heard;
}

/**
 * Follows the page's consent platform, whose readers are loaded by this call.
 *
 * @param dataLayer Name of the data layer that Google Consent Mode is in.
 * @returns The way to stop: what the shop or the shopper says themselves goes before it.
 */
export function followPlatform(tell: (consent: Consent) => Promise<void>, dataLayer: string): () => void {
  const stopped = new AbortController();
  const { signal } = stopped;
  import('./consent/follow-consent.ts').then(
    ({ followConsent }) => {
      if (signal.aborted) return;
      const stop = followConsent((consent) => {
        heard = consent;
        tell(consent).catch(warn);
      }, dataLayer);
      signal.addEventListener('abort', stop);
    },
    (cause: unknown) => {
      warn(
        new VitrineError('script-load', `the readers of consent did not load: ${String(cause)}`, { cause }),
      );
    },
  );
  return () => {
    stopped.abort();
  };
}
