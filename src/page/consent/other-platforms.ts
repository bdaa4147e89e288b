/** Consent platforms other than Consent Mode in a data layer. A chunk of its own, which pages without them do not load. */
import type { Consent } from '../../types.ts';
import type { ConsentModeRules } from './consent-mode.ts';
import { gppSignal } from './gpp.ts';
import { shopifySignal } from './shopify.ts';
import { tagDataSignal } from './tag-data.ts';
import { tcfSignal } from './tcf.ts';
import { wordPressSignal } from './wordpress.ts';

/** IAB's two interfaces have the same form: the first answer, and each later one, comes to a callback. */
type Iab = (command: string, ...given: unknown[]) => void;

/** What such platforms put on the window. */
export interface OtherGlobals {
  readonly __tcfapi?: Iab;
  readonly __gpp?: Iab;
  readonly Shopify?: unknown;
  readonly wp_has_consent?: unknown;
  readonly google_tag_data?: {
    readonly ics?: { addListener?(kinds: readonly string[], call: () => void): void };
  };
}

/** What platforms fire on the document when the shopper has answered. */
const EVENTS = ['visitorConsentCollected', 'wp_listen_for_consent_change', 'wp_consent_type_defined'];

/** Consent Mode as Google's own scripts keep it, IAB's TCF and GPP, Shopify's Customer Privacy API and the WordPress Consent API. */
export class OtherPlatforms {
  #hearsTags = false;
  readonly #heard = new Map<
    '__tcfapi' | '__gpp',
    { data?: { listenerId?: unknown } | null; readonly given: unknown[] }
  >();

  /**
   * @param changed Called when one of them has answered.
   * @param rules Are given, not imported: else bundlers put what the two share into one more file.
   */
  constructor(
    private readonly page: OtherGlobals,
    private readonly changed: () => void,
    private readonly rules: ConsentModeRules,
  ) {
    for (const name of EVENTS) document.addEventListener(name, changed);
  }

  /** Listens to interfaces that have come by now. */
  look(): void {
    const ics = this.page.google_tag_data?.ics;
    if (!this.#hearsTags && ics?.addListener) {
      this.#hearsTags = true;
      ics.addListener(this.rules.kinds, this.changed);
    }
    this.#listen('__tcfapi', 2);
    this.#listen('__gpp');
  }

  /** What each of them says now. */
  get signals(): (Consent | undefined)[] {
    const gpp = this.#heard.get('__gpp')?.data as { pingData?: unknown } | null | undefined;
    return [
      () => tagDataSignal(this.page.google_tag_data, this.rules),
      () => tcfSignal(this.#heard.get('__tcfapi')?.data),
      () => gppSignal(gpp?.pingData),
      () => shopifySignal(this.page.Shopify),
      () => wordPressSignal(this.page, document.cookie),
    ].map(unlessThrown);
  }

  stop(): void {
    for (const name of EVENTS) document.removeEventListener(name, this.changed);
    for (const [name, { data, given }] of this.#heard)
      if (data?.listenerId !== undefined)
        this.page[name]?.('removeEventListener', ...given, () => undefined, data.listenerId);
  }

  /** @param given What the interface takes before the callback. */
  #listen(name: '__tcfapi' | '__gpp', ...given: unknown[]): void {
    const api = this.page[name];
    if (typeof api !== 'function' || this.#heard.has(name)) return;
    const heard: { data?: object | null; readonly given: unknown[] } = { given };
    this.#heard.set(name, heard);
    api('addEventListener', ...given, (data: object | null, success: boolean) => {
      if (!success) return;
      heard.data = data;
      this.changed();
    });
  }
}

/** What a platform's own code throws counts as silence. */
function unlessThrown(read: () => Consent | undefined): Consent | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
