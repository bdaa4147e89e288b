import type { EventName, EventParameters } from './events.ts';
import type { ItemImages } from './item-images.ts';
import type { Consent } from './options.ts';
import type { Forgotten, PassphraseOptions, Profile, ProfileFile, SealedProfileFile } from './profile.ts';
import type { RecommendOptions, SearchOptions, TrendingFacet, TrendingFacetsOptions } from './requests.ts';
import type { TextSearchOptions } from './text-search.ts';
import type { Shelf } from './shelf.ts';
import type { Verification } from './verification.ts';

/**
 * A page's connection to the engine, see `createRecommender`. Every call runs in a worker.
 *
 * Every call rejects with a `VitrineError`. Besides the codes that a call names, its code may be `disposed` after `dispose`,
 * `worker-load` if the worker cannot be started, and `pack-load` or `bad-pack` if the pack's files cannot be read.
 */
export interface Recommender {
  /**
   * Adds an event to the history. GA4 events can be passed as they are.
   *
   * @returns Resolves when the event is kept.
   * @throws {VitrineError} `bad-argument` for an unknown name or a parameter of a wrong type.
   * @example
   * await recommender.track('view_item', { items: [{ item_id: 'sku-1' }] });
   */
  track(name: EventName, parameters?: EventParameters): Promise<void>;
  /**
   * Ranks a shelf.
   *
   * @throws {VitrineError} `bad-argument` for an unknown model or an option of a wrong type, or if the model needs
   *   `objectIDs` or images and they are missing.
   * @example
   * const { items } = await recommender.recommend({ model: 'recommended-for-you', limit: 4 });
   */
  recommend(options: RecommendOptions): Promise<Shelf>;
  /**
   * Ranks the shelves of one page, one after the other: each leaves out the items of those before it.
   *
   * @throws {VitrineError} The same; then there is none of the shelves.
   * @example
   * const [forYou, trending] = await recommender.recommend([
   *   { model: 'recommended-for-you' },
   *   { model: 'trending-items' },
   * ]);
   */
  recommend(options: readonly RecommendOptions[]): Promise<Shelf[]>;
  /**
   * The categories or brands that sell now, the one that sells most first.
   *
   * @throws {VitrineError} `bad-argument`.
   * @example
   * const [{ facetName, facetValue }] = await recommender.trendingFacets({ facetName: 'category' });
   * const { items } = await recommender.recommend({ model: 'trending-items', facetName, facetValue });
   */
  trendingFacets(options: TrendingFacetsOptions): Promise<readonly TrendingFacet[]>;
  /**
   * Ranks items by the words of a text, and by its meaning, for which the first call that needs it loads the text model.
   *
   * @param text The first 4,000 characters count. A blank text gives an empty shelf.
   * @throws {VitrineError} `bad-argument`; with `meaning: 'wait'`, `model-load` if the model is missing or damaged.
   * @example
   * const { items } = await recommender.search('waterproof hiking boots', { limit: 8 });
   */
  search(text: string, options?: TextSearchOptions): Promise<Shelf>;
  /**
   * Ranks items by how much they look like an image, which stays on the device. The first call loads the image model.
   *
   * @throws {VitrineError} `bad-argument` for a file that is not an image, or if the pack was built without images;
   *   `model-load` if the model is missing or damaged.
   * @example
   * const { items } = await recommender.searchByImage(photo, { limit: 8 });
   */
  searchByImage(image: Blob | ImageBitmap | ImageData, options?: SearchOptions): Promise<Shelf>;
  /**
   * The images of items, as the pack has them, for cards of the shop's own. Elements show them by themselves. If every
   * shopper is to fetch the same (`pack`, `blurred`), the first call of a page fetches all images.
   *
   * @throws {VitrineError} `bad-argument`.
   * @example
   * const { images } = await recommender.images(['sku-1', 'sku-2']);
   * const thumbnail = images.get('sku-1');
   */
  images(objectIDs: readonly string[]): Promise<ItemImages>;
  /**
   * What the engine knows of the shopper.
   *
   * @example
   * const { events, interests, kept } = await recommender.profile();
   */
  profile(): Promise<Profile>;
  /**
   * The history as a file, encrypted with the passphrase.
   *
   * @throws {VitrineError} `bad-argument` for an empty passphrase.
   * @example
   * const file = await recommender.exportProfile({ passphrase: 'correct horse battery staple' });
   */
  exportProfile(options: { readonly passphrase: string }): Promise<SealedProfileFile>;
  /**
   * The history as a file, see docs/profile.schema.json.
   *
   * @example
   * const text = JSON.stringify(await recommender.exportProfile());
   */
  exportProfile(options?: PassphraseOptions): Promise<ProfileFile>;
  /**
   * Replaces the history by that of a file, in memory and on disk, for all tabs.
   *
   * @param file What `exportProfile` gave, also after `JSON.parse`.
   * @throws {VitrineError} `bad-argument`, naming the field that is wrong; `passphrase` if the file needs another one.
   * @example
   * await recommender.importProfile(JSON.parse(await file.text()));
   */
  importProfile(file: unknown, options?: PassphraseOptions): Promise<void>;
  /**
   * Removes events from the history, in memory and on disk, for all tabs: as if they had not happened.
   *
   * @throws {VitrineError} `bad-argument`; a code that begins with `store` if the disk refuses.
   * @example
   * const { events } = await recommender.profile();
   * await recommender.forget(events.filter(({ name }) => name === 'search'));
   */
  forget(events: readonly Forgotten[]): Promise<void>;
  /**
   * The shopper is shopping for somebody else, or no longer. While they are, what they do is kept apart, in memory alone:
   * shelves are ranked by that alone, and the history, the profile and its files do not have it. What they say of an interest
   * (`mute`, `less`, `unmute`) still goes to the history. With `false`, at the end of the visit, and by `eraseProfile`, it is
   * gone. It holds in all tabs that share an engine, and on the next pages of the tab.
   *
   * @throws {VitrineError} `bad-argument`.
   * @example
   * await recommender.setGiftMode(true);
   */
  setGiftMode(on: boolean): Promise<void>;
  /**
   * Erases the history, in memory and on disk, for all tabs.
   *
   * @throws {VitrineError} A code that begins with `store` if the disk refuses.
   * @example
   * await recommender.eraseProfile();
   */
  eraseProfile(): Promise<void>;
  /**
   * Lists every file that was fetched and what is stored, so that anybody can check that nothing else is.
   *
   * @example
   * const { fetched, stored } = await recommender.verify();
   */
  verify(): Promise<Verification>;
  /**
   * Sets the shopper's consent. `granted` is remembered on later pages, until somebody refuses: also the page's consent
   * platform. After `denied` the platform is no longer followed. `denied` removes the history from the disk; it goes on
   * in memory.
   *
   * @throws {VitrineError} `bad-argument`; a code that begins with `store` if the disk refuses, then the history stays in
   *   memory.
   * @example
   * await recommender.setConsent('granted');
   */
  setConsent(consent: Consent): Promise<void>;
  /**
   * Takes a newer pack if there is one at the same address. If that fails, the current pack stays.
   *
   * @returns Whether there was a newer one; if so, `change` is emitted.
   * @throws {VitrineError} `pack-load`, `bad-pack` or `pack-version`.
   * @example
   * const isNew = await recommender.refresh();
   */
  refresh(): Promise<boolean>;
  /**
   * Listens for changes of what shelves are made of: the history (in any tab), the pack, and its prices.
   *
   * @returns A function that stops listening.
   * @throws {VitrineError} `bad-argument` for another event or a listener that is not a function.
   * @example
   * const stop = recommender.on('change', () => console.log('ask for the shelves again'));
   */
  on(type: 'change', listener: () => void): () => void;
  /**
   * Closes this page's connection. A shared engine waits half an hour for the next page of the visit, and then frees its
   * device, model and database.
   *
   * @example
   * await recommender.dispose();
   */
  dispose(): Promise<void>;
}
