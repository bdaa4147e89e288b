import type { Consent } from '../../types.ts';
import { field, isNode } from '../../core/schema/node.ts';

/** Of IAB TCF v2.2: 1 store on the device, 5 make profiles to personalise content, 6 use them to choose content. */
const PURPOSES = ['1', '5', '6'] as const;

/**
 * Reads what a consent platform says by IAB's TCF v2.2: granted where purposes 1, 5 and 6 are. What it says of the
 * publisher itself counts, since a shop's shelves are its own; where it says nothing of that, what it says in general.
 *
 * @returns Nothing, while the shopper has not answered or where the law does not apply. Never throws.
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
