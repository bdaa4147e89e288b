import type { Consent } from '../../types.ts';
import { commandOf } from '../capture/tap.ts';
import { field, isNode } from '../../core/schema/node.ts';

type Kind = 'functionality_storage' | 'personalization_storage';
const KINDS: readonly Kind[] = ['functionality_storage', 'personalization_storage'];

/**
 * Reads Google Consent Mode from a data layer: granted where `personalization_storage` is and `functionality_storage` is
 * not denied. A default that denies is no refusal, since the shopper has not been asked yet; an update is one. Of a
 * default for some regions only what it denies counts, because the page does not know where it is.
 *
 * @see https://developers.google.com/tag-platform/security/guides/consent
 */
export class ConsentMode {
  readonly #state = new Map<Kind, Consent>();
  #answered = false;

  /** Takes an entry of the data layer; says whether it was about consent. Never throws. */
  hear(entry: unknown): boolean {
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

  /** Nothing, where nothing was said or the shopper is still to answer. */
  get signal(): Consent | undefined {
    const [functionality, personalization] = KINDS.map((name) => this.#state.get(name));
    if (personalization === 'granted' && functionality !== 'denied') return 'granted';
    return this.#answered ? 'denied' : undefined;
  }
}
