import type { Consent } from '../../types.ts';
import { field, isNode } from '../../core/schema/node.ts';

/** Purposes of IAB TCF v2.2: 1 store on the device, 5 make profiles to personalise content, 6 use them to choose it. */
const PURPOSES = ['1', '5', '6'] as const;

/**
 * Reads a consent platform by IAB's TCF v2.2: consent is granted if purposes 1, 5 and 6 are. The consents of the
 * publisher count, because a shop's shelves are its own; without these, the general consents.
 *
 * @returns undefined while the shopper has not answered, and if the law does not apply. Never throws.
 * @see https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework (TCData)
 */
export function tcfSignal(data: unknown): Consent | undefined {
  if (!isNode(data) || field(data, 'gdprApplies') === false) return undefined;
  const status = field(data, 'eventStatus');
  if (status !== 'tcloaded' && status !== 'useractioncomplete') return undefined;
  const own = consentsOf(field(data, 'publisher'));
  const consents = own && Object.keys(own).length > 0 ? own : consentsOf(field(data, 'purpose'));
  const given = PURPOSES.every((purpose) => consents && field(consents, purpose) === true);
  return given ? 'granted' : 'denied';
}

function consentsOf(part: unknown) {
  const consents = isNode(part) ? field(part, 'consents') : undefined;
  return isNode(consents) ? consents : undefined;
}
