/** What consent platforms say, followed. Its own chunk, loaded once there is a recommender. */
import type { Consent } from '../../types.ts';
import { layerOf, tap } from '../capture/tap.ts';
import { ConsentMode } from './consent-mode.ts';
import { tcfSignal } from './tcf.ts';

interface WithTcf {
  readonly __tcfapi?: (command: string, version: number, callback: unknown, parameter?: unknown) => void;
}

/** Milliseconds between two looks for a consent platform, and how many: some load late. */
const PAUSE = 1000;
const LOOKS = 10;

/**
 * Follows Google Consent Mode and IAB TCF, where the page has them: tells of consent when they have said so, and again
 * when they say otherwise. Where they differ, the refusal counts.
 *
 * @returns The way to stop.
 */
export function followConsent(tell: (consent: Consent) => void, dataLayer: string): () => void {
  const mode = new ConsentMode();
  let tcf: Consent | undefined;
  let told: Consent | undefined;
  let stopped = false;
  let listenerId: unknown;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function judge(): void {
    const signals = [mode.signal, tcf].filter((signal) => signal !== undefined);
    const consent = signals.includes('denied') ? 'denied' : signals[0];
    if (stopped || consent === undefined || consent === told) return;
    told = consent;
    tell(consent);
  }

  const untap = tap(layerOf(dataLayer), (entry, before) => {
    if (mode.hear(entry) && !before) judge();
  });
  judge(); // once, on all that was said before

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
