import type { Backend, Consent, Provider, RecommenderOptions } from 'vitrine';

const CONSENT = 'paper-and-oak consent';

/** The shopper's answer to the shop's question. The shop keeps it, not the recommender. */
export function readConsent(): Consent | undefined {
  const kept = localStorage.getItem(CONSENT);
  return kept === 'granted' || kept === 'denied' ? kept : undefined;
}

export function writeConsent(consent: Consent): void {
  localStorage.setItem(CONSENT, consent);
}

/** The recommender's options. `?backend=` and `?provider=` in the address change them for this tab. */
export function recommenderOptions(): RecommenderOptions {
  const query = new URLSearchParams(location.search);
  for (const name of ['backend', 'provider']) {
    const value = query.get(name);
    if (value) sessionStorage.setItem(name, value);
  }
  const backend = (sessionStorage.getItem('backend') ?? 'auto') as 'auto' | Backend;
  const provider = (sessionStorage.getItem('provider') ?? 'wasm') as Provider;
  const consent = readConsent();
  return { pack: '/pack/manifest.json', backend, provider, ...(consent && { consent }) };
}
