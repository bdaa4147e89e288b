import type { Consent } from '../../types.ts';
import { field, isNode } from '../../core/schema/node.ts';
import type { ConsentModeRules, Kind } from './consent-mode.ts';

/**
 * Reads Consent Mode as Google's own scripts keep it, for pages whose platform sets it by a template of Google Tag Manager:
 * then the data layer does not say it. Never throws.
 *
 * @param data `window.google_tag_data`.
 */
export function tagDataSignal(data: unknown, { kinds, judged }: ConsentModeRules): Consent | undefined {
  const within = (from: unknown, name: string) => (isNode(from) ? field(from, name) : undefined);
  const entries = within(within(data, 'ics'), 'entries');
  const stateOf = (kind: Kind, ...names: readonly string[]) => {
    const values = names.map((name) => within(within(entries, kind), name));
    const value = values.find((one) => typeof one === 'boolean');
    return value === undefined ? undefined : value ? 'granted' : 'denied';
  };
  return judged(
    (kind) => stateOf(kind, 'update', 'default'),
    kinds.some((kind) => stateOf(kind, 'update')),
  );
}
