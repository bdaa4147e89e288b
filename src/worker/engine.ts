import { attributed } from '../core/history/attribution.ts';
import { arrived, type VitrineError } from '../errors.ts';
import type { Catalogue } from '../core/catalogue.ts';
import { recommendEarly } from '../core/ranking/early.ts';
import { modelsOf, recommend } from '../core/ranking/recommend.ts';
import type { Limits, Ranked, RankedShelf, Visit } from '../core/ranking/visit.ts';
import { RETENTION } from '../core/history/retention.ts';
import { withoutSensitive } from '../core/history/sensitive.ts';
import type { ItemHints } from '../core/history/item-hints.ts';
import { checkedPaid, type Paid } from '../core/history/paid.ts';
import type {
  Consent,
  ImagesMode,
  ItemImages,
  PassphraseOptions,
  Profile,
  ProfileFile,
  RecommendOptions,
  SealedProfileFile,
  SearchOptions,
  Shelf,
  ShopperEvent,
  TrendingFacet,
  Verification,
} from '../types.ts';
import { fetchedFiles } from '../wire/fetch-file.ts';
import { randomId } from '../wire/random-id.ts';
import { UnknownItems } from './items/unknown-items.ts';
import type { GiftMode } from './history/gift-mode.ts';
import { History } from './history/history.ts';
import { matchEvent } from './items/match-event.ts';
import { openStaged } from './serving/open-pack.ts';
import type { EngineOptions } from '../wire/engine-options.ts';
import type { Query, QueryKind } from './query.ts';
import {
  checkedIds,
  checkedPassphrase,
  checkedRequest,
  checkedSearch,
  idsIn,
  limitsOf,
  searchLimits,
} from './request.ts';
import { Snapshot } from './serving/snapshot.ts';
import { Serving } from './serving/serving.ts';
import { isPersonal, shelfItems } from './items/shelf-items.ts';
import { createFailoverScorer } from './serving/failover-scorer.ts';
import type { Tabs } from './tabs.ts';
import { createTextModel, type QueryModel } from './text-model.ts';

/** Milliseconds after a call in which no work of the engine's own begins. */
const QUIET = 100;

/** Milliseconds after which a page that joins the engine has the manifest and the prices read again. */
const MAX_AGE = 60_000;

/** What an engine has its pages do. */
export interface Pages extends Pick<Tabs, 'embed' | 'overwrite'> {
  /** Shows the shop's developer what no call fails with. */
  warn(why: VitrineError): void;
}

/** Owns the catalogue's snapshot, the history and what is known of other items, and answers a page's calls with them. */
export class Engine {
  private readonly unknown: UnknownItems;
  /** When the page last asked for a shelf, by `performance.now()`. */
  private calledAt = 0;
  /** When the manifest and the prices were last read for a page that began, by `performance.now()`. */
  private readAt = performance.now();
  /** Reads the feed again, if there is no pack. */
  private renewFeed?: () => Promise<void>;
  /** When the names of the events so far are known: events are kept in the order in which they were told. */
  private learned: Promise<void> = Promise.resolve();
  /** From the first time that somebody shops for somebody else. */
  private gift: GiftMode | undefined;

  private constructor(
    private readonly serving: Serving,
    private readonly history: History,
    private readonly wantedImages: ImagesMode | undefined,
    /** A hint for the shop's developer, if there is one. */
    readonly note?: string,
  ) {
    this.unknown = new UnknownItems(
      (id) => this.catalogue.rowOf.has(id),
      () => [...this.own, ...(this.gift?.events ?? [])],
      (text) => serving.now.embed(text),
      () => {
        history.emit();
      },
    );
    let { textModel } = serving.now;
    serving.changed = () => {
      if (textModel !== serving.now.textModel) this.unknown.forget();
      ({ textModel } = serving.now);
      history.emit();
    };
    history.on(() => {
      this.unknown.touch();
    });
  }

  /**
   * @param pages What the engine has its pages do.
   * @throws {VitrineError} `pack-load`, `bad-pack`, `pack-version`, `bad-catalogue`, `model-load` or `store`.
   */
  static async open(options: EngineOptions, pages: Pages): Promise<Engine> {
    const { source, backend, provider, consent, persist, gpc, retentionDays, images } = options;
    const url = 'pack' in source ? source.pack : source.feed;
    const historyOf = async () => {
      const retention = { ...RETENTION, days: retentionDays };
      const shop = ('shop' in source && source.shop) || url;
      const { overwrite, warn } = pages;
      const name = `vitrine ${new URL(shop).pathname}`;
      const history = new History({ name, persist, gpc, retention, overwrite, warn });
      if (consent) await history.setConsent(consent);
      return history;
    };
    const embedTexts = pages.embed;
    if ('pack' in source) {
      const from = { url, options, embedTexts };
      const serving = Serving.ofPack(await openStaged(from), from);
      const noteOf = images && (await arrived(() => import('./items/images-note.ts'))).imagesNote;
      return new Engine(serving, await historyOf(), images, noteOf?.(images!, serving.now));
    }
    const { openFeed } = await arrived(() => import('./feed/open-feed.ts'));
    const textModel = createTextModel({ folder: source.model }, provider, embedTexts);
    const opened: { engine?: Engine } = {};
    const quiet = () => opened.engine?.quiet() ?? Promise.resolve();
    const feed = await openFeed(url, { model: source.model, textModel, quiet });
    // WebAssembly scans so few rows before a GPU answers, and a feed that grows needs a new scorer for each step.
    const wanted = backend === 'auto' ? 'wasm' : backend;
    const scorer = await createFailoverScorer(feed.catalogue.rows, wanted);
    const serving = new Serving(new Snapshot(feed.catalogue, scorer, textModel));
    const engine = new Engine(serving, await historyOf(), images, feed.note);
    opened.engine = engine;
    void serving.grow(feed.rest(), wanted);
    engine.renewFeed = () => serving.grow(feed.renew(), wanted);
    return engine;
  }

  /**
   * Appends an event to the history, unless it is there already: a call is made again if its engine went down, and a page
   * that thanks for an order is opened again.
   *
   * @param hints What the page says of the event's items, in their order.
   * @param paid What the page says of the order.
   */
  async track(event: ShopperEvent, hints: readonly ItemHints[] = [], paid: Paid = {}): Promise<void> {
    const names = event.ids.map((id, i) => [id, ...(hints[i]?.also ?? [])]);
    const learned = this.learned.catch(() => undefined).then(() => this.serving.learnNames(names));
    this.learned = learned;
    await learned;
    const matched = matchEvent(
      { ...event, ...checkedPaid(event.name, paid) },
      hints,
      this.serving.now.find,
      this.catalogue,
    );
    if (!matched || this.history.has(matched) || this.gift?.has(matched)) return;
    for (const kept of withoutSensitive([matched], this.catalogue))
      if (this.gift?.on && !isChoice(kept)) this.gift.append(attributed(kept, this.gift.events));
      else await this.history.append(attributed(kept, this.history.events));
  }

  /** Ranks a shelf, or those of one page: each leaves out the items of those before it. */
  recommend(request: RecommendOptions): Promise<Shelf>;
  recommend(requests: readonly RecommendOptions[]): Promise<Shelf[]>;
  recommend(request: RecommendOptions | readonly RecommendOptions[]): Promise<Shelf | Shelf[]> {
    return Array.isArray(request)
      ? this.recommendAll(request as readonly RecommendOptions[])
      : this.recommendOne(request as RecommendOptions);
  }

  private async recommendOne(request: RecommendOptions): Promise<Shelf> {
    const options = await this.inOwnIds(await withFilters(checkedRequest(request)));
    if (this.serving.rest) {
      const { later } = this.serving;
      const early = await this.answer(options, (...asked) => recommendEarly(...asked, later));
      if (early) return early;
      await this.serving.rest;
    }
    return this.answer<never>(options, recommend);
  }

  private answer<None extends undefined>(
    options: RecommendOptions,
    rank: (visit: Visit, request: RecommendOptions, limits: Limits) => Promise<RankedShelf | None>,
  ): Promise<Shelf | None> {
    return this.serving.now.during(async (snapshot) => {
      const began = (this.calledAt = performance.now());
      const { scorer } = snapshot;
      const limits = limitsOf(options, snapshot.catalogue.rowOf);
      this.unknown.touch();
      const looks = modelsOf(options).includes('looking-similar');
      const images = looks && snapshot.images ? await snapshot.imageVectors() : undefined;
      const catalogue = { ...snapshot.catalogue, unknownItems: this.unknown.vectors };
      const visit = { catalogue, scorer, images, events: this.events, now: Date.now() };
      const shelf = await rank(visit, options, limits);
      return shelf && { ...this.shelf(snapshot, shelf.ranked, began), model: shelf.model };
    });
  }

  /** A request with the catalogue's ids, if it names items by other ones. */
  private async inOwnIds<Options extends SearchOptions>(options: Options): Promise<Options> {
    const ids = idsIn(options);
    await this.serving.learnNames(ids.map((id) => [id]));
    const own = (id: string) => this.serving.now.find([id]) ?? id;
    if (ids.every((id) => own(id) === id)) return options;
    return (await arrived(() => import('./items/with-ids.ts'))).withIds(options, own);
  }

  private async recommendAll(requests: readonly RecommendOptions[]): Promise<Shelf[]> {
    const shelves: Shelf[] = [];
    for (const request of requests.map(checkedRequest)) {
      const shown = shelves.flatMap(({ items }) => items.map(({ objectID }) => objectID));
      shelves.push(await this.recommendOne({ ...request, exclude: [...(request.exclude ?? []), ...shown] }));
    }
    return shelves;
  }

  async trendingFacets(options: unknown): Promise<readonly TrendingFacet[]> {
    await this.serving.rest;
    const { answerFacets } = await arrived(() => import('./items/facets.ts'));
    return answerFacets(this.catalogue, options);
  }

  /**
   * The model that embeds a query. Checks the request too, so that no model is loaded for a call that must fail.
   *
   * @throws {VitrineError} `bad-argument`, also if the pack has no images; `model-load` if it has no text model.
   */
  async queryModel(kind: QueryKind, request?: SearchOptions): Promise<QueryModel> {
    checkedSearch(request);
    await this.serving.rest;
    return modelOf(this.serving.now, kind);
  }

  /** @returns undefined if another pack serves than the one whose model embedded the query: then it is to be embedded again. */
  async search(query: Query, request?: SearchOptions): Promise<Shelf | undefined> {
    const options = await this.inOwnIds(checkedSearch(request));
    await this.serving.rest;
    return this.serving.now.during(async (snapshot) => {
      const began = (this.calledAt = performance.now());
      const limits = searchLimits(options, snapshot.catalogue.rowOf);
      if (query.kind === 'none') return this.shelf(snapshot, [], began);
      const { kind, model, provider, reason } = query;
      if (model && JSON.stringify(model) !== JSON.stringify(modelOf(snapshot, kind))) return undefined;
      const { rankBySearch } = await arrived(() => import('./search/rank-by-search.ts'));
      const { ranked, ...found } = await rankBySearch(snapshot, query, limits);
      return {
        ...this.shelf(snapshot, ranked, began),
        ...found,
        ...(provider && { provider }),
        ...(reason !== undefined && { providerReason: reason }),
      };
    });
  }

  /**
   * The images of items, as the pack has them. In the modes `pack` and `blurred`, the first call has all of them read, also
   * one without ids.
   *
   * @throws {VitrineError} `bad-argument`; `bad-pack` if the thumbnails are too large.
   */
  async images(ids: readonly string[]): Promise<ItemImages> {
    const asked = checkedIds(ids);
    const mode = this.imagesMode;
    await this.serving.rest;
    const { thumbnails, find } = this.serving.now;
    if (!thumbnails || mode === 'remote' || mode === 'none') return { mode, images: new Map() };
    const own = new Map(asked.map((id) => [id, find([id]) ?? id]));
    const found = await (await thumbnails.open(mode)).of([...own.values()]);
    const images = asked.flatMap((id) => {
      const image = found.get(own.get(id)!);
      return image ? [[id, image] as const] : [];
    });
    return { mode, images: new Map(images) };
  }

  /** How the page's elements show images. */
  private get imagesMode(): ImagesMode {
    return this.wantedImages ?? this.serving.now.thumbnails?.mode ?? 'remote';
  }

  async profile(): Promise<Profile> {
    await this.serving.rest;
    const { count, dim } = this.catalogue.rows;
    const { kept, keptReason } = this.history;
    const { own } = this; // as it was when the page asked
    const { profileOf } = await arrived(() => import('./history/profile-of.ts'));
    return {
      ...profileOf({ ...this.catalogue, unknownItems: this.unknown.vectors }, own),
      giftMode: this.gift?.on === true,
      kept,
      ...(keptReason !== undefined && { keptReason }),
      items: count,
      images: this.serving.now.images?.items ?? 0,
      dim,
      ...answeredBy(this.serving.now),
    };
  }

  async exportProfile(options?: PassphraseOptions): Promise<ProfileFile | SealedProfileFile> {
    const { passphrase } = checkedPassphrase(options);
    const { writeProfileFile } = await arrived(() => import('./history/profile-files.ts'));
    return writeProfileFile(this.own, passphrase);
  }

  /** @param alone See `History.replace`. Not public. */
  async importProfile(file: unknown, options?: PassphraseOptions, alone?: boolean): Promise<void> {
    const { passphrase } = checkedPassphrase(options);
    const { readProfileFile } = await arrived(() => import('./history/profile-files.ts'));
    const events = await readProfileFile(file, passphrase);
    await this.history.replace(withoutSensitive(events, this.catalogue), alone);
  }

  async forget(events: unknown): Promise<void> {
    const { forgetting } = await arrived(() => import('./history/forgetting.ts'));
    const change = forgetting(events);
    await this.history.edit((all) => change(withoutSensitive(all, this.catalogue)));
  }

  /** Keeps what the shopper does from now on apart from the history, or ends that. */
  async setGiftMode(on: boolean): Promise<void> {
    (await this.giftMode()).set(on);
  }

  /** A page's tab has been in gift mode. @returns Whether it still is. */
  async resumeGiftMode(): Promise<boolean> {
    return (await this.giftMode()).resume();
  }

  private async giftMode(): Promise<GiftMode> {
    const { GiftMode } = await arrived(() => import('./history/gift-mode.ts'));
    return (this.gift ??= new GiftMode(() => {
      this.history.emit();
    }));
  }

  eraseProfile(): Promise<void> {
    this.gift?.clear();
    return this.history.erase();
  }

  setConsent(consent: Consent): Promise<void> {
    return this.history.setConsent(consent);
  }

  get consent(): Consent | undefined {
    return this.history.consent;
  }

  rereadHistory(): Promise<void> {
    return this.history.reread();
  }

  verify(): Omit<Verification, 'hosts'> {
    return { fetched: fetchedFiles(), stored: this.history.stored };
  }

  onChange(listener: () => void): void {
    this.history.on(listener);
  }

  /** Reads prices and stock again. */
  refreshPrices(): Promise<void> {
    return this.serving.refreshPrices();
  }

  /** A page has joined this engine. Reads again what a new engine would have read, unless that was a moment ago. */
  async rejoin(): Promise<void> {
    if (performance.now() - this.readAt < MAX_AGE) return;
    this.readAt = performance.now();
    await Promise.allSettled([this.refreshPrices(), this.refresh(), this.renewFeed?.()]);
  }

  /** Loads a newer pack, if there is one: see `Serving`. */
  refresh(): Promise<boolean> {
    return this.serving.renewPack();
  }

  async dispose(): Promise<void> {
    this.unknown.dispose();
    this.serving.close();
    await this.history.close();
  }

  /** Resolves when the page has not asked for a shelf for a moment. */
  private async quiet(): Promise<void> {
    while (performance.now() - this.calledAt < QUIET)
      await new Promise((resolve) => setTimeout(resolve, QUIET));
  }

  private get catalogue(): Catalogue {
    return this.serving.now.catalogue;
  }

  /** What shelves are ranked from. */
  private get events(): readonly ShopperEvent[] {
    return this.gift?.on ? this.gift.events : this.own;
  }

  /** The history without sensitive items: a newer pack may call a category sensitive that an older one did not. */
  private get own(): readonly ShopperEvent[] {
    return withoutSensitive(this.history.events, this.catalogue);
  }

  private shelf(snapshot: Snapshot, ranked: readonly Ranked[], began: number): Shelf {
    const items = shelfItems(ranked, snapshot.catalogue, (id) => this.unknown.titleOf(id));
    return {
      queryID: randomId(),
      ...answeredBy(snapshot),
      images: this.imagesMode,
      items,
      personal: isPersonal(ranked),
      ms: performance.now() - began,
    };
  }
}

/** A request with a filter in place of its facet, if it names one. */
async function withFilters(request: RecommendOptions): Promise<RecommendOptions> {
  if (request.facetName === undefined && request.facetValue === undefined) return request;
  return (await arrived(() => import('./items/facets.ts'))).withFacet(request);
}

/** Whether an event says how much the shopper's own interests count. */
function isChoice({ name }: ShopperEvent): boolean {
  return name === 'mute' || name === 'less' || name === 'unmute';
}

function modelOf(snapshot: Snapshot, kind: QueryKind): QueryModel {
  return kind === 'text' ? snapshot.textModel.queryModel() : snapshot.imageModel();
}

function answeredBy({ scorer: { backend, reason } }: Snapshot) {
  return { backend, ...(reason !== undefined && { reason }) };
}
