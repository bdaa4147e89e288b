import type { Recommender } from '../types.ts';
import type { CaptureOptions } from './capture/capture.ts';
import { warn } from './warn.ts';

export type { CaptureOptions };

/**
 * Makes events of what the page tells already: schema.org products, `og:` tags, its data layer, `data-vitrine-id`. The
 * code for it is loaded by this call. The script tag makes it by itself, unless it has `data-capture="off"`.
 *
 * @returns The way to stop.
 */
export async function startCapture(
  recommender: Pick<Recommender, 'track'>,
  options: CaptureOptions = {},
): Promise<() => void> {
  const [capture] = await Promise.all([import('./capture/capture.ts'), shownToSomebody()]);
  return capture.startCapture(recommender, options, warn);
}

/** A page that the browser renders before it is asked for has no shopper yet. */
async function shownToSomebody(): Promise<void> {
  if (!(document as { prerendering?: boolean }).prerendering) return;
  await new Promise((resolve) => {
    document.addEventListener('prerenderingchange', resolve, { once: true });
  });
}
