/** Follows consent platforms. Its own chunk, loaded when a recommender has started. */
import type { Consent } from '../../types.ts';
import { layerOf, tap } from '../capture/tap.ts';
import { ConsentMode } from './consent-mode.ts';
import { tcfSignal } from './tcf.ts';

interface WithTcf {
  readonly __tcfapi?: (command: string, version: number, callback: unknown, parameter?: unknown) => void;
}

/** Milliseconds between two looks for a consent platform, and the number of looks: some platforms load late. */
const PAUSE = 1000;
const LOOKS = 10;

/**
 * Follows Google Consent Mode and IAB TCF, if the page has them. If they differ, the refusal counts.
 *
 * @param take Takes the consent, and again each time that it changes.
 * @returns A function that stops it.
 */
export function followConsent(take: (consent: Consent) => void, dataLayer: string): () => void {
  const mode = new ConsentMode();
  let tcf: Consent | undefined;
  let last: Consent | undefined;
  let stopped = false;
  let listenerId: unknown;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function judge(): void {
    const signals = [mode.signal, tcf].filter((signal) => signal !== undefined);
    const consent = signals.includes('denied') ? 'denied' : signals[0];
    if (stopped || consent === undefined || consent === last) return;
    last = consent;
    take(consent);
  }

  const untap = tap(layerOf(dataLayer), (entry, before) => {
    if (mode.receive(entry) && !before) judge();
  });
  judge(); // once, on all entries that were there before

  function lookForTcf(looks: number): void {
    const { __tcfapi } = window as unknown as WithTcf;
    if (typeof __tcfapi === 'function') {
      __tcfapi('addEventListener', 2, (data: { listenerId?: unknown } | null, success: boolean) => {
        if (!success) return;
        listenerId = data?.listenerId;
        tcf = tcfSignal(data);
        judge();
      });
    } else if (looks > 1) {
      timer = setTimeout(() => {
        lookForTcf(looks - 1);
      }, PAUSE);
    }
  }
  lookForTcf(LOOKS);

  return () => {
    stopped = true;
    clearTimeout(timer);
    untap();
    const { __tcfapi } = window as unknown as WithTcf;
    if (listenerId !== undefined) __tcfapi?.('removeEventListener', 2, () => undefined, listenerId);
  };
}
