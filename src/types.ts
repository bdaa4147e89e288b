/** The vocabulary of the public API. No logic here. */
import type { StoreCode } from './errors.ts';

/** What runs the scoring. */
export type Backend = 'webgpu' | 'wasm' | 'js';

/** What runs the text model. */
export type Provider = 'wasm' | 'webgpu';

export type ModelName =
  | 'recommended-for-you'
  | 'related-products'
  | 'bought-together'
  | 'also-viewed'
  | 'next-in-session'
  | 'looking-similar'
  | 'trending-items'
  | 'recently-viewed'
  | 'buy-again';

/**
 * GA4 event names, and six of our own: `dwell`, `like`, `dislike`, `hide`, and `mute` and `unmute`, by which items stop
 * and start to count (a gift, or somebody else on the device).
 */
export type EventName =
  | 'view_item'
  | 'view_item_list'
  | 'select_item'
  | 'add_to_cart'
  | 'remove_from_cart'
  | 'add_to_wishlist'
  | 'purchase'
  | 'search'
  | 'dwell'
  | 'like'
  | 'dislike'
  | 'hide'
  | 'mute'
  | 'unmute';

/**
 * A GA4 item as shops already send it. Only `item_id` is kept of an item that the pack has. Of one that it lacks,
 * `item_name`, `item_brand` and `item_category` say what it is.
 */
export interface EventItem {
  readonly item_id: string;
  /** Other ids of the item (SKU, GTIN, MPN) and its address, tried in turn where the pack does not know `item_id`. */
  readonly also?: readonly string[];
  readonly [parameter: string]: unknown;
}

/** GA4 event parameters as shops already send them. */
export interface EventParameters {
  readonly items?: readonly EventItem[];
  readonly search_term?: string;
  /** Epoch milliseconds; now, if left out. */
  readonly at?: number;
  /** Of the shelf or search that the items were taken from, as Algolia calls it. */
  readonly queryID?: string;
  readonly [parameter: string]: unknown;
}

/** Something a shopper did, as it is kept. */
export interface ShopperEvent {
  readonly name: EventName;
  /** Shop ids, in the order the page gave them. */
  readonly ids: readonly string[];
  /** Epoch milliseconds. */
  readonly at: number;
  readonly term?: string;
  /** Of the shelf or search that led to it. */
  readonly queryID?: string;
  /** What items are, by id, that the pack lacks. */
  readonly texts?: Readonly<Record<string, string>>;
}

/** A catalogue entry: the fields a shelf can show. `id` and `title` are always there. */
export interface Item {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly category?: string;
  readonly brand?: string;
  readonly price?: number;
  /** ISO 4217. */
  readonly currency?: string;
  readonly image?: string;
  readonly url?: string;
  readonly availability?: Availability;
  /** Variants of one product share it; a shelf shows one of them. */
  readonly group?: string;
  /** BCP 47, in a catalogue of several languages; each language has a pack of its own, so no shelf shows it. */
  readonly language?: string;
}

/** Google Merchant's spellings. */
export type Availability = 'in_stock' | 'out_of_stock' | 'preorder' | 'backorder';

/** A share of a score, and what the shopper did that earned it. */
export interface Reason {
  /** The event's name, or the named prior that is not an event. */
  readonly event: EventName | Prior;
  readonly objectID?: string;
  /** Of that item, for a page that tells the shopper why. */
  readonly title?: string;
  /** Of the score; the shares of one item add up to 1. Below zero, if it counts against the item. */
  readonly share: number;
}

/** What adds to a score without being something the shopper did: `seed` is an item that the call named. */
export type Prior = 'popularity' | 'trend' | 'new' | 'boost' | 'query' | 'seed';

export interface ShelfItem extends Omit<Item, 'id'> {
  readonly objectID: string;
  readonly _score: number;
  readonly reasons: readonly Reason[];
}

export interface Shelf {
  readonly queryID: string;
  /** What scored this shelf. */
  readonly backend: Backend;
  /** Why another back end than the fastest was taken, if one was. */
  readonly reason?: string;
  readonly items: readonly ShelfItem[];
  /** Milliseconds spent inside the worker. */
  readonly ms: number;
  /** For `search`: what ran the text model, and why not WebGPU if that was asked for. */
  readonly provider?: Provider;
  readonly providerReason?: string;
}

/** Which items may appear. Every field given must hold. */
export interface Filters {
  readonly category?: string | readonly string[];
  readonly brand?: string | readonly string[];
  readonly minPrice?: number;
  readonly maxPrice?: number;
  /** Leaves out items marked `out_of_stock`. Default true; `false` lets them in. */
  readonly inStock?: boolean;
}

/** A shop's say in what a shelf shows. */
export interface Rules {
  /** Items that must stand at a position, from 1, whether or not they would appear. Filters and `exclude` still hold. */
  readonly pin?: readonly { readonly objectID: string; readonly position: number }[];
  /** Items that score higher, by `by` (1 is the score of the best match there can be; default 0.2). */
  readonly boost?: readonly Adjustment[];
  /** Items that score lower, by `by`. */
  readonly bury?: readonly Adjustment[];
  /** How much an item that resembles what is already on the shelf gives way to another, in [0, 1]. */
  readonly diversity?: number;
  /** How much the shelf keeps to the proportions of the shopper's interests, in [0, 1]. */
  readonly calibration?: number;
  /** Whether variants of one product may stand side by side. Default false. */
  readonly variants?: boolean;
}

/** Which items, and by how much of a score. */
export interface Adjustment {
  readonly filters?: Filters;
  readonly objectIDs?: readonly string[];
  readonly by?: number;
}

/** What any list of items may be asked. */
export interface SearchOptions {
  /** 1 to 100. Default 8. */
  readonly limit?: number;
  readonly filters?: Filters;
  /** The only ids that may appear. Default: all. */
  readonly include?: readonly string[];
  /** Ids that must not appear. */
  readonly exclude?: readonly string[];
  /** Leave out items that do not score more. Default 0; for `search`, none. */
  readonly threshold?: number;
  readonly rules?: Rules;
}

export interface RecommendOptions extends SearchOptions {
  readonly model: ModelName;
  /**
   * Seeds. `related-products` and `also-viewed` need them; if there are none, `bought-together` takes the cart, or else the
   * last purchase, and `looking-similar` what was looked at last.
   */
  readonly objectIDs?: readonly string[];
  /** What to show if there is nothing else. Default: nothing. */
  readonly fallback?: ModelName;
  /** Ranks as if this had not happened: a reason's event and object. */
  readonly without?: { readonly event: EventName; readonly objectID?: string };
}

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

export type Consent = 'granted' | 'denied';

/** What the engine knows of the shopper, for a page that shows it. */
export interface Profile {
  readonly events: readonly ShopperEvent[];
  /** Strongest first. */
  readonly interests: readonly Interest[];
  /** Where the events are kept. */
  readonly kept: 'disk' | 'memory';
  /** Why in memory, where the disk is allowed and refuses. */
  readonly keptReason?: StoreCode;
  readonly backend: Backend;
  readonly reason?: string;
  readonly items: number;
  /** How many items have pictures to compare; 0 where `looking-similar` and `searchByImage` have nothing to go by. */
  readonly pictures: number;
  readonly dim: number;
}

/** Items that the shopper looked for the same thing in. */
export interface Interest {
  /** The items of its events, the strongest first. `track('mute', { items })` with them takes the interest out. */
  readonly objectIDs: readonly string[];
  /** Of all that the shopper did; the shares add up to 1. Muted interests have none. */
  readonly share: number;
  readonly muted: boolean;
}

/** The file that `exportProfile` gives; docs/profile.schema.json describes it. */
export interface ProfileFile {
  readonly format: 'vitrine-profile';
  readonly version: 1;
  readonly events: readonly ShopperEvent[];
}

/** What `verify` gives: all that has come in, and all that is kept. Nothing goes out. */
export interface Verification {
  /** Files fetched by the engine, and by this page's text model if it has been used. */
  readonly fetched: readonly FetchedFile[];
  readonly stored: Stored;
}

export interface FetchedFile {
  readonly url: string;
  /** As read, uncompressed; 0 where the browser does not say. */
  readonly bytes: number;
  /** Whether it was checked against a hash in the pack's manifest before use. */
  readonly checked: boolean;
}

/** Where the history is, and how much of it. */
export interface Stored {
  readonly kept: 'disk' | 'memory';
  /** Of the IndexedDB database, if it is on disk. */
  readonly database?: string;
  readonly events: number;
  /** About: of the events as JSON. */
  readonly bytes: number;
  /** Of the first event, in epoch milliseconds. */
  readonly oldest?: number;
  /** Whether the disk holds them encrypted. */
  readonly encrypted: boolean;
}

/** The same under a passphrase. Binary is in base64. */
export interface SealedProfileFile {
  readonly format: 'vitrine-profile-sealed';
  readonly version: 1;
  /** How the key is made of the passphrase, which is taken as UTF-8 in normal form NFKC. */
  readonly kdf: {
    readonly name: 'PBKDF2';
    readonly hash: 'SHA-256';
    readonly iterations: number;
    readonly salt: string;
  };
  /** What the key seals: a `ProfileFile` as JSON, with the tag of 16 bytes behind it. */
  readonly cipher: { readonly name: 'AES-GCM'; readonly iv: string; readonly data: string };
}

export interface PassphraseOptions {
  /** Seals the file, or opens it. */
  readonly passphrase?: string | undefined;
}

export interface Recommender {
  /** Notes an event; GA4 events as they are. Resolves once it is kept. */
  track(name: EventName, parameters?: EventParameters): Promise<void>;
  recommend(options: RecommendOptions): Promise<Shelf>;
  /** The shelves of one page, in order: no item stands on two of them, except where a rule pins it. */
  recommend(options: readonly RecommendOptions[]): Promise<Shelf[]>;
  /** Free text. The text model is fetched on the first call. */
  search(text: string, options?: SearchOptions): Promise<Shelf>;
  /**
   * Products that look like a photo, which stays on the device. The image model is fetched on the first call.
   *
   * @throws {VitrineError} `bad-argument` if it is no picture, or the pack was built without pictures.
   */
  searchByImage(image: Blob | ImageBitmap | ImageData, options?: SearchOptions): Promise<Shelf>;
  profile(): Promise<Profile>;
  exportProfile(options: { readonly passphrase: string }): Promise<SealedProfileFile>;
  exportProfile(options?: PassphraseOptions): Promise<ProfileFile>;
  /**
   * Replaces the history by the file's.
   *
   * @throws {VitrineError} `bad-argument`, naming the field that is wrong; `passphrase`, where the file needs another one.
   */
  importProfile(file: unknown, options?: PassphraseOptions): Promise<void>;
  eraseProfile(): Promise<void>;
  /** Lists what has been fetched and what is stored, for whoever wants to see that nothing else is. */
  verify(): Promise<Verification>;
  setConsent(consent: Consent): Promise<void>;
  /**
   * Looks for a newer pack at the same address and takes it; `change` tells when it serves. Where that fails the last
   * good pack goes on serving, and the rejection says why.
   *
   * @returns Whether there was a newer one.
   */
  refresh(): Promise<boolean>;
  /** Calls back after what shelves are made of has changed: the history, in this tab or another, or the pack. Returns the way to stop. */
  on(type: 'change', listener: () => void): () => void;
  /** Ends this page's part; with the last page of the shop, the engine: frees device, session and database. */
  dispose(): Promise<void>;
}
