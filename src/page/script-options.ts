import type { Backend, ImagesMode, Provider, RecommenderOptions } from '../types.ts';
import { tagConsent } from './consent.ts';
import type { CaptureOptions } from './start-capture.ts';

/**
 * Reads the options of a script tag: `data-pack`, or `data-feed` with `data-model`; `data-consent`, `data-persist`,
 * `data-backend`, `data-provider`, `data-images`, `data-layer`, `data-shared`, `data-retention`.
 */
export function optionsOf(script: HTMLScriptElement): RecommenderOptions {
  const { dataset } = script;
  const consent = tagConsent(script);
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
    ...(dataset['images'] && { images: dataset['images'] as ImagesMode }),
    ...(dataset['shared'] === 'off' && { shared: false }),
    ...(dataset['layer'] && { dataLayer: dataset['layer'] }),
  };
}

/** How to capture: `data-layer` names the data layer. undefined if `data-capture="off"` turns capture off. */
export function captureOf({ dataset }: HTMLScriptElement): CaptureOptions | undefined {
  if (dataset['capture'] === 'off') return undefined;
  return dataset['layer'] ? { dataLayer: dataset['layer'] } : {};
}
