/** Vitrine's public surface. */
import { startFromScriptTag } from './page/script-tag.ts';

export { createRecommender } from './page/client.ts';
export { VitrineError, type ErrorCode } from './errors.ts';
export type * from './types.ts';

if (typeof document !== 'undefined') startFromScriptTag();
