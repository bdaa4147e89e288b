/**
 * The page's part of Vitrine.
 *
 * @module vitrine
 */
import { startFromScriptTag } from './page/script-tag.ts';

export { createRecommender } from './page/client.ts';
export { provideRecommender } from './page/page-recommender.ts';
export { startCapture, type CaptureOptions } from './page/start-capture.ts';
export type { CallQueue, QueuedCall } from './page/queue.ts';
export type { PageVitrine } from './page/script-tag.ts';
export { VitrineError, type ErrorCode, type StoreCode } from './errors.ts';
export type * from './types.ts';

if (typeof document !== 'undefined') startFromScriptTag(() => import('./widgets/define.ts'), import.meta.url);
