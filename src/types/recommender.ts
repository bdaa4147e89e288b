import type { EventName, EventParameters } from './events.ts';
import type { Consent } from './options.ts';
import type { PassphraseOptions, Profile, ProfileFile, SealedProfileFile } from './profile.ts';
import type { RecommendOptions, SearchOptions } from './requests.ts';
import type { Shelf } from './shelf.ts';
import type { Verification } from './verification.ts';

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
