/** The vocabulary of the public API. No logic here. */

/** What runs the scoring. */
export type Backend = 'webgpu' | 'wasm' | 'js';

/** What runs the text model. */
export type Provider = 'wasm' | 'webgpu';

export type ModelName = 'recommended-for-you' | 'related-products' | 'recently-viewed' | 'trending-items';

/** GA4 event names, and four of our own: `dwell`, `like`, `dislike`, `hide`. */
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
  | 'hide';

/** A GA4 item as shops already send it; only `item_id` is read. */
export interface EventItem {
  readonly item_id: string;
  readonly [parameter: string]: unknown;
}

/** GA4 event parameters as shops already send them. */
export interface EventParameters {
  readonly items?: readonly EventItem[];
  readonly search_term?: string;
  /** Epoch milliseconds; now, if left out. */
  readonly at?: number;
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
}

/** Google Merchant's spellings. */
export type Availability = 'in_stock' | 'out_of_stock' | 'preorder' | 'backorder';

/** A share of a score, and what the shopper did that earned it. */
export interface Reason {
  /** The event's name, or the named prior that is not an event. */
  readonly event: EventName | 'popularity' | 'trend' | 'query' | 'seed';
  readonly objectID?: string;
  /** In (0, 1]; the shares of one item add up to 1. */
  readonly share: number;
}

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
  /** Only items not marked `out_of_stock`. Default false. */
  readonly inStock?: boolean;
}

export interface RecommendOptions {
  readonly model: ModelName;
  /** 1 to 100. Default 8. */
  readonly limit?: number;
  /** Seeds of `related-products`. */
  readonly objectIDs?: readonly string[];
  readonly filters?: Filters;
  /** Ids that must not appear. */
  readonly exclude?: readonly string[];
  /** Leave out items that score less. Default: no threshold. */
  readonly threshold?: number;
}

export interface SearchOptions {
  readonly limit?: number;
  readonly filters?: Filters;
  readonly exclude?: readonly string[];
  readonly threshold?: number;
}

export interface RecommenderOptions {
  /** Address of the pack's manifest. */
  readonly pack: string;
  /** `auto` (default) keeps history on disk once consent is granted; `memory` never does. */
  readonly persist?: 'auto' | 'memory';
  /** Default `denied`: nothing is written to disk until the shop says otherwise. */
  readonly consent?: Consent;
  /** `auto` (default) takes WebGPU where there is a real adapter; a name forces that back end. */
  readonly backend?: 'auto' | Backend;
  /** What runs the text model; `webgpu` is checked against wasm first. Default `wasm`. */
  readonly provider?: Provider;
}

export type Consent = 'granted' | 'denied';

/** What the engine knows of the shopper, for a page that shows it. */
export interface Profile {
  readonly events: readonly ShopperEvent[];
  /** Where the events are kept. */
  readonly kept: 'disk' | 'memory';
  readonly backend: Backend;
  readonly reason?: string;
  readonly items: number;
  readonly dim: number;
}

/** The file that `exportProfile` gives. */
export interface ProfileFile {
  readonly format: 'vitrine-profile';
  readonly version: 1;
  readonly events: readonly ShopperEvent[];
}

export interface Recommender {
  /** Notes an event; GA4 events as they are. Resolves once it is kept. */
  track(name: EventName, parameters?: EventParameters): Promise<void>;
  recommend(options: RecommendOptions): Promise<Shelf>;
  /** Free text. The text model is fetched on the first call. */
  search(text: string, options?: SearchOptions): Promise<Shelf>;
  profile(): Promise<Profile>;
  exportProfile(): Promise<ProfileFile>;
  /** Replaces the history by the file's. @throws {VitrineError} `bad-argument` */
  importProfile(file: unknown): Promise<void>;
  eraseProfile(): Promise<void>;
  setConsent(consent: Consent): Promise<void>;
  /** Calls back after the history has changed, in this tab or another. Returns the way to stop. */
  on(type: 'change', listener: () => void): () => void;
  /** Ends the worker, frees device, session and database. */
  dispose(): Promise<void>;
}
