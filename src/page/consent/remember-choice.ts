import type { Consent } from '../../types.ts';
import { keep, platform } from './remembered.ts';
import { scriptTag } from '../find-script.ts';

/**
 * Remembers the shopper's choice for the next page. A refusal is remembered by storing nothing, unless the shop or the
 * consent platform would grant consent on the next page.
 */
export function rememberChoice(consent: Consent): void {
  const otherwise = (scriptTag()?.dataset['consent'] as Consent | undefined) ?? platform.says;
  keep(consent === 'denied' && otherwise !== 'granted' ? undefined : consent);
}
