import type { Consent } from '../../types.ts';
import { commandOf } from '../capture/tap.ts';
import { field, isNode } from '../../core/schema/node.ts';

export type Kind = 'functionality_storage' | 'personalization_storage';
const KINDS: readonly Kind[] = ['functionality_storage', 'personalization_storage'];

/**
 * Reads Google Consent Mode from a data layer: consent is granted if `personalization_storage` is granted and
 * `functionality_storage` is not denied. A default that denies is not a refusal, because the shopper has not been asked
 * yet; an update that denies is one. A default for some regions can only deny: a page does not know its region.
 *
 * @see https://developers.google.com/tag-platform/security/guides/consent
 */
export class ConsentMode {
  readonly #state = new Map<Kind, Consent>();
  #answered = false;

  /** Takes an entry of the data layer. Never throws. @returns Whether the entry is about consent. */
  receive(entry: unknown): boolean {
    const [verb, kind, parameters] = commandOf(entry) ?? [];
    if (verb !== 'consent' || (kind !== 'default' && kind !== 'update') || !isNode(parameters)) return false;
    const regional = kind === 'default' && field(parameters, 'region') !== undefined;
    for (const name of KINDS) {
      const value = field(parameters, name);
      if (value !== 'granted' && value !== 'denied') continue;
      if (regional && value === 'granted') continue;
      this.#state.set(name, value);
      if (kind === 'update') this.#answered = true;
    }
    return true;
  }

  /** undefined until there is an entry about consent, and while the shopper has not answered. */
  get signal(): Consent | undefined {
    return judged((name) => this.#state.get(name), this.#answered);
  }
}

/** What Consent Mode says, by what it says of each kind of storage. */
function judged(stateOf: (kind: Kind) => Consent | undefined, answered: boolean): Consent | undefined {
  const [functionality, personalization] = KINDS.map(stateOf);
  if (personalization === 'granted' && functionality !== 'denied') return 'granted';
  return answered ? 'denied' : undefined;
}

/** The kinds of storage that count, and what they say together. */
export const consentModeRules = { kinds: KINDS, judged };
export type ConsentModeRules = typeof consentModeRules;
