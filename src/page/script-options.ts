import type { Backend, Consent, Provider, RecommenderOptions } from '../types.ts';
import { rememberedChoice } from './consent-choice.ts';
import type { CaptureOptions } from './start-capture.ts';

/** The script tag that loads Vitrine, if the page has one. A module has no `document.currentScript`. */
export function scriptTag(): HTMLScriptElement | undefined {
  return (
    document.querySelector<HTMLScriptElement>('script[type="module"]:is([data-pack], [data-feed])') ??
    undefined
  );
}

/** What the shop says by `data-consent`. */
export function shopConsent(): Consent | undefined {
  return scriptTag()?.dataset['consent'] as Consent | undefined;
}

/**
 * Reads the options of a script tag: `data-pack` or `data-feed` with `data-model`, `data-consent`, `data-persist`, `data-backend`, `data-provider`,
 * `data-layer`, `data-shared`, `data-retention`.
 * What the shopper chose on an earlier page comes before `data-consent`.
 */
export function optionsOf({ dataset }: HTMLScriptElement): RecommenderOptions {
  const consent = rememberedChoice() ?? (dataset['consent'] as Consent | undefined);
  const persist = dataset['persist'] as 'auto' | 'memory' | undefined;
  const backend = dataset['backend'] as 'auto' | Backend | undefined;
  const provider = dataset['provider'] as Provider | undefined;
  return {
    ...(dataset['feed'] ? { feed: dataset['feed'] } : { pack: dataset['pack'] ?? '' }),
    ...(dataset['model'] && { model: dataset['model'] }),
    ...(consent && { consent }),
    ...(persist && { persist }),
    ...(dataset['retention'] && { retentionDays: Number(dataset['retention']) }),
    ...(backend && { backend }),
    ...(provider && { provider }),
    ...(dataset['shared'] === 'off' && { shared: false }),
    ...(dataset['layer'] && { dataLayer: dataset['layer'] }),
  };
}

/** How to capture: `data-layer` names the data layer. Nothing, where `data-capture="off"` says not to. */
export function captureOf({ dataset }: HTMLScriptElement): CaptureOptions | undefined {
  if (dataset['capture'] === 'off') return undefined;
  return dataset['layer'] ? { dataLayer: dataset['layer'] } : {};
}
