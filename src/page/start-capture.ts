import { arrived } from '../errors.ts';
import type { Recommender } from '../types.ts';
import type { CaptureOptions } from './capture/capture.ts';
import { warn } from './warn.ts';

export type { CaptureOptions };

/**
 * Makes events of what the page already says: schema.org products, `og:` tags, its data layer, `data-vitrine-id`. This call
 * loads the code for it. The script tag makes the call, unless it has `data-capture="off"`.
 *
 * @returns A function that stops it.
 * @throws {VitrineError} `script-load`
 * @example
 * const stop = await startCapture(recommender);
 */
export async function startCapture(
  recommender: Pick<Recommender, 'track'>,
  options: CaptureOptions = {},
): Promise<() => void> {
  const [capture] = await Promise.all([arrived(() => import('./capture/capture.ts')), shownToShopper()]);
  return capture.startCapture(recommender, options, warn);
}

/** Waits while the browser prerenders the page: no shopper sees it yet. */
async function shownToShopper(): Promise<void> {
  if (!(document as { prerendering?: boolean }).prerendering) return;
  await new Promise((resolve) => {
    document.addEventListener('prerenderingchange', resolve);
  });
}
