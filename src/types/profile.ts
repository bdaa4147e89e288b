import type { StoreCode } from '../errors.ts';
import type { Backend } from './backend.ts';
import type { EventName, ShopperEvent } from './events.ts';
import type { Reason } from './shelf.ts';

/** What the engine knows of the shopper, for a page that shows it to them. */
export interface Profile {
  /** Oldest first. */
  readonly events: readonly ShopperEvent[];
  /** Titles of the events' items, by id, as far as they are known. */
  readonly titles: ReadonlyMap<string, string>;
  /** Strongest first, muted ones last. */
  readonly interests: readonly Interest[];
  /** Whether the shopper is shopping for somebody else: see `setGiftMode`. */
  readonly giftMode: boolean;
  /** Where the events are kept. */
  readonly kept: 'disk' | 'memory';
  /** Why the events are in memory, if the disk was allowed and refused. */
  readonly keptReason?: StoreCode;
  /** The back end that scores shelves. */
  readonly backend: Backend;
  /** Why it is not the fastest back end, if it is not. */
  readonly reason?: string;
  /** The number of items in the catalogue. */
  readonly items: number;
  /** How many items have an image to compare. If it is 0, `looking-similar` and `searchByImage` cannot work. */
  readonly images: number;
  /** Numbers in an item's vector. */
  readonly dim: number;
}

/** One taste: items that the shopper was interested in for the same reason. */
export interface Interest {
  /**
   * Ids of the items, the strongest first. `track('less', { items })` with them makes the interest count a quarter,
   * `track('mute', { items })` makes it count no more, and `track('unmute', { items })` undoes both.
   */
  readonly objectIDs: readonly string[];
  /** Its share of all interests, in [0, 1]; the shares add up to 1. A muted interest has 0. */
  readonly share: number;
  readonly muted: boolean;
  /** Whether the shopper has turned it down, so that it counts a quarter. */
  readonly less: boolean;
  /** Categories of its items, as the catalogue spells them, the one that most of the interest comes from first. */
  readonly categories: readonly string[];
  /** What it comes from: events and their items, with their shares of the interest. Largest first; they add up to 1. */
  readonly from: readonly Reason[];
}

/** One event of the history, or some of its items: an event of `Profile.events` is one. */
export interface Forgotten {
  readonly name: EventName;
  /** Epoch milliseconds. */
  readonly at: number;
  /** The items to forget. Default: the whole event. */
  readonly ids?: readonly string[];
}

/** The file that `exportProfile` gives. `docs/profile.schema.json` is its JSON Schema. */
export interface ProfileFile {
  readonly format: 'vitrine-profile';
  readonly version: 1;
  /** Oldest first. */
  readonly events: readonly ShopperEvent[];
}

/** A profile file that is encrypted with a passphrase. Binary values are in base64. */
export interface SealedProfileFile {
  readonly format: 'vitrine-profile-sealed';
  readonly version: 1;
  /** How the key is derived from the passphrase, which is encoded as UTF-8 in normal form NFKC. */
  readonly kdf: {
    readonly name: 'PBKDF2';
    readonly hash: 'SHA-256';
    readonly iterations: number;
    readonly salt: string;
  };
  /** `data` is a `ProfileFile` as JSON, encrypted, followed by the tag of 16 bytes. */
  readonly cipher: { readonly name: 'AES-GCM'; readonly iv: string; readonly data: string };
}

/** The options of `exportProfile` and `importProfile`. */
export interface PassphraseOptions {
  /** A non-empty text that the file is encrypted or decrypted with. Default: the file is not encrypted. */
  readonly passphrase?: string | undefined;
}
