import type { Backend, Provider } from './backend.ts';
import type { ImagesMode } from './images.ts';

/** Whether the shopper allows the history to be kept on disk. */
export type Consent = 'granted' | 'denied';

/** The options of `createRecommender`. Either `pack` or `feed` must be given. */
export interface RecommenderOptions {
  /**
   * Address of the pack's `manifest.json`. If the catalogue has several languages, the address of its `languages.json`: it
   * leads to the pack in the language of `<html lang>`.
   */
  readonly pack?: string;
  /**
   * Address of the shop's feed, for shops without a pack: Shopify's `products.json`, a JSON list, or Google Merchant's XML. Up
   * to 2,000 items are embedded on the device, once.
   */
  readonly feed?: string;
  /** With `feed`: address of a text model's folder in the Hugging Face layout. Default: `model/` beside this script. */
  readonly model?: string;
  /**
   * `auto` keeps the history on disk once consent is granted; `memory` never does. `visit` is `auto`, and until somebody
   * answers about consent it keeps the visit, encrypted, in the tab's `sessionStorage`: there the visit outlives a page also
   * in browsers that end a shared worker with its page. Laws on cookies may ask for consent for that. Default `auto`.
   */
  readonly persist?: 'auto' | 'memory' | 'visit';
  /**
   * Days after which an event is forgotten. Default 90. Whatever the days, only the latest 100,000 events are kept, and
   * of events older than two days only what shelves need: for example the last view of an item, not each one.
   */
  readonly retentionDays?: number;
  /**
   * The shopper's answer, if the page knows it. Default: the page's consent platform decides (Google Consent Mode or IAB
   * TCF). Nothing is written to disk until one of them, or `setConsent`, says `granted`.
   */
  readonly consent?: Consent;
  /** Name of the page's data layer, from which Google Consent Mode is read. Default `dataLayer`. */
  readonly dataLayer?: string;
  /** `auto` takes WebGPU if there is a real adapter and it is faster; a name forces that back end. Default `auto`. */
  readonly backend?: 'auto' | Backend;
  /**
   * For catalogues of 50,000 items or more, with `backend` `auto` or `wasm`: a first pass over the signs of the vectors picks
   * the most promising items, and only these are scored. This is several times as fast, and may miss a few of the right
   * items. Default false: every item is scored.
   */
  readonly approximate?: boolean;
  /**
   * Seconds between two requests for prices and stock, if the pack has a file of them (`vitrine prices`). They are made only
   * while the page is visible. Default 60; 0 asks once.
   */
  readonly refreshPrices?: number;
  /** What runs the text model. `webgpu` is compared with `wasm` first and not used if it is wrong. Default `wasm`. */
  readonly provider?: Provider;
  /** How elements show the images of items. Default: as the pack was built for (`vitrine build --thumbnails`), or `remote`. */
  readonly images?: ImagesMode;
  /**
   * Address of a file on the page's own origin, of one line, which imports `vitrine-entry.js` from the CDN. With it
   * the pages of a visit share an engine although the scripts come from another origin. `vitrine tag --worker` writes it.
   */
  readonly worker?: string;
  /**
   * Whether the shop's tabs share one engine. That needs SharedWorker, and the script must come from the page's own origin,
   * or `worker` must be given.
   * With `false` the page has its own engine, which can use threads if the page is cross-origin isolated. Default true.
   */
  readonly shared?: boolean;
}
