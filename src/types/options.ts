import type { Backend, Provider } from './backend.ts';

export type Consent = 'granted' | 'denied';

export interface RecommenderOptions {
  /**
   * Address of the pack's manifest, or of the `languages.json` of a catalogue in several languages: then the pack of the
   * page's language is taken, as `<html lang>` says it.
   */
  readonly pack?: string;
  /**
   * In place of a pack, the address of the shop's feed: Shopify's `products.json`, a JSON list, Google Merchant's XML. Up
   * to 2,000 items are embedded on the device, once.
   */
  readonly feed?: string;
  /** With `feed`: address of a text model's folder in the Hugging Face layout. Default: `model/` beside this script. */
  readonly model?: string;
  /** `auto` (default) keeps history on disk once consent is granted; `memory` never does. */
  readonly persist?: 'auto' | 'memory';
  /**
   * Days after which an event is forgotten. Default 90. At most 100,000 events are kept, the latest; of what is older than
   * two days only what shelves are made of: not each view of an item, but the last one.
   */
  readonly retentionDays?: number;
  /**
   * Left out, the page's consent platform counts (Google Consent Mode, IAB TCF), and until that or `setConsent` says
   * granted nothing is written to disk.
   */
  readonly consent?: Consent;
  /** Name of the page's data layer, where Google Consent Mode is read. Default `dataLayer`. */
  readonly dataLayer?: string;
  /** `auto` (default) takes WebGPU where there is a real adapter; a name forces that back end. */
  readonly backend?: 'auto' | Backend;
  /**
   * For catalogues of 50,000 items or more, on `auto` and `wasm`: looks at one bit a component first and scores only the
   * most promising items. Several times as quick; a few of the right items may be missed. Default false: every item is
   * scored.
   */
  readonly approximate?: boolean;
  /**
   * Seconds between two looks at a pack's prices and stock while the page is visible, where the pack has a file of them
   * (`vitrine prices`). Default 60; 0 looks once.
   */
  readonly refreshPrices?: number;
  /** What runs the text model; `webgpu` is checked against wasm first. Default `wasm`. */
  readonly provider?: Provider;
  /**
   * Whether the shop's tabs share one engine, where the browser has SharedWorker and serves the script from the page's
   * own origin. Default true. With `false` this page has an engine of its own, which may use threads where the page is
   * cross-origin isolated.
   */
  readonly shared?: boolean;
}
