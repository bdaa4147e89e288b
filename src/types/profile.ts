import type { StoreCode } from '../errors.ts';
import type { Backend } from './backend.ts';
import type { ShopperEvent } from './events.ts';

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
  /** How many items have an image to compare. If it is 0, `looking-similar` and `searchByImage` cannot work. */
  readonly images: number;
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
