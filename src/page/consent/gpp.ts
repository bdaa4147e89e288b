import type { Consent } from '../../types.ts';
import { field, isNode, type Node } from '../../core/schema/node.ts';

/** In the European section: indexes of the purposes 1, 5 and 6, which `tcf.ts` explains. */
const PURPOSES = [0, 4, 5];
/** In the sections of the United States: 1 means that the shopper has opted out. */
const OPT_OUTS = ['SaleOptOut', 'SharingOptOut', 'TargetedAdvertisingOptOut'];

/**
 * Reads a consent platform by IAB's Global Privacy Platform. In Europe, consent is granted if purposes 1, 5 and 6 are. In the
 * United States it is granted unless the shopper has opted out of a sale, of sharing or of targeted advertising. If
 * several sections apply, a refusal in one of them counts.
 *
 * @param ping The `pingData` of an event.
 * @returns undefined while the platform is not ready, and if no section that is known applies. Never throws.
 * @see https://github.com/InteractiveAdvertisingBureau/Global-Privacy-Platform (CMP API)
 */
export function gppSignal(ping: unknown): Consent | undefined {
  if (!isNode(ping) || field(ping, 'signalStatus') !== 'ready') return undefined;
  const sections = field(ping, 'parsedSections');
  if (!isNode(sections)) return undefined;
  const signals = Object.keys(sections).map((name) => {
    // A section is its parts, or one object that holds all fields.
    const parts = [field(sections, name)].flat().filter(isNode);
    return name.startsWith('tcfeu') ? inEurope(parts) : name.startsWith('us') ? inAmerica(parts) : undefined;
  });
  return signals.includes('denied') ? 'denied' : signals.find((signal) => signal !== undefined);
}

function inEurope(parts: readonly Node[]): Consent | undefined {
  const consents = parts.map((part) => field(part, 'PurposeConsents')).find(Array.isArray) as
    readonly unknown[] | undefined;
  if (!consents) return undefined;
  const given = PURPOSES.every((purpose) => consents[purpose] === true || consents[purpose] === 1);
  return given ? 'granted' : 'denied';
}

function inAmerica(parts: readonly Node[]): Consent | undefined {
  const has = (name: string, value: unknown) => parts.some((part) => field(part, name) === value);
  if (has('Gpc', true) || OPT_OUTS.some((name) => has(name, 1))) return 'denied';
  return OPT_OUTS.some((name) => has(name, 2)) ? 'granted' : undefined;
}
