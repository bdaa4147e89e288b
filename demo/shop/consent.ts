import type { Consent, Recommender } from 'vitrine';
import { h } from './h.ts';
import { readConsent, writeConsent } from './settings.ts';

/** Asks once whether the history may be kept on the device. Either answer takes one click. */
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
      'May this shop remember on this device what you looked at? Whatever you answer, it is not sent anywhere.',
    ),
    h('button', { type: 'button', class: 'primary', onclick: answer('granted') }, 'Remember me'),
    h('button', { type: 'button', onclick: answer('denied') }, 'Only for this visit'),
  );
  return banner;
}
