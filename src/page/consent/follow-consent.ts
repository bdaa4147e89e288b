/** Follows consent platforms. Its own chunk, loaded when a recommender has started. */
import { arrived } from '../../errors.ts';
import type { Consent } from '../../types.ts';
import { keep, platform, wasGrantedByShop } from './remembered.ts';
import { warn } from '../warn.ts';
import { layerOf, tap } from '../capture/tap.ts';
import { ConsentMode, consentModeRules } from './consent-mode.ts';
import type { OtherGlobals, OtherPlatforms } from './other-platforms.ts';

/** What other platforms put on the window. */
const OTHERS: readonly (keyof OtherGlobals)[] = [
  '__tcfapi',
  '__gpp',
  'Shopify',
  'wp_has_consent',
  'google_tag_data',
];
/** Milliseconds between two looks for a consent platform, and the number of looks: some platforms load late. */
const PAUSE = 1000;
const LOOKS = 10;

/**
 * Follows Google Consent Mode, IAB's TCF and GPP, Shopify's Customer Privacy API and the WordPress Consent API, if the page has
 * them. If they differ, the refusal counts.
 *
 * @param take Takes the consent, and again each time that it changes.
 * @returns A function that stops it.
 */
export function followConsent(take: (consent: Consent) => Promise<void>, dataLayer: string): () => void {
  const page = window as Window & OtherGlobals;
  const mode = new ConsentMode();
  let others: OtherPlatforms | undefined;
  /** The code for a platform that is there: until it has come nothing is granted. */
  let loading: Promise<void> | undefined;
  let last: Consent | undefined;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function judge(): void {
    const signals = [mode.signal, ...(others?.signals ?? [])];
    const consent = (['denied', 'granted'] as const).find((one) => signals.includes(one));
    if (stopped || !consent || consent === last || (loading && !others && consent === 'granted')) return;
    last = consent;
    platform.says = consent;
    if (consent === 'denied' && wasGrantedByShop()) keep(undefined);
    take(consent).catch(warn);
  }

  const untap = tap(layerOf(dataLayer), (entry, before) => {
    mode.receive(entry);
    if (!before) judge(); // a template may have set consent before it pushed
  });

  function followOthers(): void {
    others?.look();
    if (!OTHERS.some((name) => name in page)) return;
    loading ??= arrived(() => import('./other-platforms.ts')).then(
      ({ OtherPlatforms }) => {
        if (stopped) return;
        others = new OtherPlatforms(page, judge, consentModeRules);
        others.look();
        judge();
      },
      () => undefined, // nothing is granted without it
    );
  }

  function look(looks: number): void {
    followOthers();
    judge();
    if (looks > 1) timer = setTimeout(look, PAUSE, looks - 1);
  }
  look(LOOKS);

  return () => {
    stopped = true;
    clearTimeout(timer);
    untap();
    others?.stop();
  };
}
