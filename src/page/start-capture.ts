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
  const { startCapture: start } = await arrived(() => import('./capture/capture.ts'));
  return start(recommender, options, warn);
}
