import type { Consent, Recommender } from '../../src/index.ts';
import { h } from './h.ts';
import { readConsent, writeConsent } from './settings.ts';

/** Asks once whether the history may be kept on the device; both answers cost one click. */
export function consentBanner(recommender: Recommender): HTMLElement | undefined {
  if (readConsent() !== undefined) return undefined;
  const answer = (consent: Consent) => () => {
    writeConsent(consent);
    banner.remove();
    void recommender.setConsent(consent);
  };
  const banner = h(
    'aside',
    { class: 'consent', 'aria-label': 'Your history' },
    h(
      'p',
      {},
      'Shall this shop remember on this device what you looked at? It is not sent anywhere, either way.',
    ),
    h('button', { type: 'button', class: 'primary', onclick: answer('granted') }, 'Remember me'),
    h('button', { type: 'button', onclick: answer('denied') }, 'Only for this visit'),
  );
  return banner;
}
