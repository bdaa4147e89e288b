import type { RecommenderOptions } from '../types.ts';
import type { ScriptTag } from './find-script.ts';
import type { CaptureOptions } from './start-capture.ts';

/**
 * Reads the options of a script tag: `data-pack`, or `data-feed` with `data-model`; `data-consent`, `data-persist`,
 * `data-backend`, `data-provider`, `data-images`, `data-layer`, `data-shared`, `data-worker`, `data-retention`. An empty one does not count.
 */
export function optionsOf(script: ScriptTag): RecommenderOptions {
  const { dataset } = script;
  // `Object.entries` fails on a dataset if another script has given all objects a property called `get`.
  const names = Reflect.ownKeys(dataset) as string[];
  const given = names.map((name) => [name, dataset[name]] as const).filter(([, value]) => value);
  const { retention, shared, layer, ...others } = Object.fromEntries(given);
  return {
    ...others,
    ...(retention && { retentionDays: Number(retention) }),
    ...(layer && { dataLayer: layer }),
    shared: shared !== 'off',
  } as RecommenderOptions; // whoever takes the options checks their values
}

/** How to capture: `data-layer` names the data layer. undefined if `data-capture="off"` turns capture off. */
export function captureOf({ dataset }: ScriptTag): CaptureOptions | undefined {
  if (dataset['capture'] === 'off') return undefined;
  return dataset['layer'] ? { dataLayer: dataset['layer'] } : {};
}
