import { attributed } from '../core/history/attribution.ts';
import type { Catalogue } from '../core/catalogue.ts';
import { recommendEarly } from '../core/ranking/early.ts';
import { recommend } from '../core/ranking/recommend.ts';
import { profileInterests } from '../core/ranking/profile-interests.ts';
import { rankByQuery } from '../core/ranking/rank.ts';
import type { Limits, Ranked, Visit } from '../core/ranking/visit.ts';
import { RETENTION } from '../core/history/retention.ts';
import { withoutSensitive } from '../core/history/sensitive.ts';
import type { ItemHints } from '../core/history/item-hints.ts';
import type {
  Consent,
  PassphraseOptions,
  Profile,
  ProfileFile,
  RecommendOptions,
  SealedProfileFile,
  SearchOptions,
  Shelf,
  ShopperEvent,
  Verification,
} from '../types.ts';
import { fetchedFiles } from '../wire/fetch-file.ts';
import { UnknownItems } from './items/unknown-items.ts';
import { History } from './history/history.ts';
import { matchEvent } from './items/match-event.ts';
import { openStaged } from './serving/open-pack.ts';
import type { EngineOptions } from '../wire/engine-options.ts';
import type { Query, QueryKind } from './query.ts';
import { checkedPassphrase, checkedRequest, checkedSearch, limitsOf, searchLimits } from './request.ts';
import { Snapshot } from './serving/snapshot.ts';
import { Serving } from './serving/serving.ts';
import { shelfItems } from './items/shelf-items.ts';
import { createFailoverScorer } from './serving/failover-scorer.ts';
import { storedOf } from './history/stored.ts';
import { createTextModel, type EmbedTexts, type QueryModel } from './text-model.ts';

/** Milliseconds after a call of the page in which nothing else is begun. */
const QUIET = 100;

/** Puts catalogue, scorer, history and text model together, and owns them. */
export class Engine {
  private readonly unknown: UnknownItems;
  private called = 0;

  private constructor(
    private readonly serving: Serving,
    private readonly history: History,
    /** For the shop's developer, if there is something to say. */
    readonly note?: string,
  ) {
    this.unknown = new UnknownItems(
      (id) => this.pack.rowOf.has(id),
      () => this.events,
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
   * @param embedTexts Runs the text model.
   * @throws {VitrineError} `pack-load`, `bad-pack`, `pack-version`, `bad-catalogue`, `model-load` or `store`.
   */
  static async open(options: EngineOptions, embedTexts: EmbedTexts): Promise<Engine> {
    const { source, backend, provider, consent, persist, gpc, retentionDays } = options;
    const url = 'pack' in source ? source.pack : source.feed;
    const historyOf = async () => {
      const retention = { ...RETENTION, days: retentionDays };
      const shop = ('shop' in source && source.shop) || url;
      const history = new History({ name: `vitrine ${new URL(shop).pathname}`, persist, gpc, retention });
      if (consent) await history.setConsent(consent);
      return history;
    };
    if ('pack' in source) {
      const from = { url, options, embedTexts };
      return new Engine(Serving.ofPack(await openStaged(from), from), await historyOf());
    }
    const { openFeed } = await import('./feed/open-feed.ts');
    const textModel = createTextModel({ folder: source.model }, provider, embedTexts);
    const opened: { engine?: Engine } = {};
    const quiet = () => opened.engine?.quiet() ?? Promise.resolve();
    const feed = await openFeed(url, { model: source.model, textModel, quiet });
    // So few rows are scanned faster than a GPU is asked; and while they grow each lot has a scorer of its own.
    const wanted = backend === 'auto' ? 'wasm' : backend;
    const scorer = await createFailoverScorer(feed.catalogue.rows, wanted);
    const serving = new Serving(new Snapshot(feed.catalogue, scorer, textModel, feed));
    const engine = new Engine(serving, await historyOf(), feed.note);
    opened.engine = engine;
    void serving.grow(feed.rest(), wanted);
    return engine;
  }

  /**
   * Appends an event to the history, unless it is there already: a call is made again if its engine went down.
   *
   * @param hints What the page says of the event's items, in their order.
   */
  async track(event: ShopperEvent, hints: readonly ItemHints[] = []): Promise<void> {
    if (!event.ids.every((id) => this.pack.rowOf.has(id))) await this.serving.rest;
    const matched = matchEvent(event, hints, this.serving.now.find, this.pack);
    if (matched && this.history.has(matched)) return;
    for (const kept of withoutSensitive(matched ? [matched] : [], this.pack))
      await this.history.append(attributed(kept, this.history.events));
  }

  async recommend(request: RecommendOptions): Promise<Shelf> {
    const options = checkedRequest(request);
    if (this.serving.rest) {
      const { later } = this.serving;
      const early = await this.answer(options, (...asked) => recommendEarly(...asked, later));
      if (early) return early;
      await this.serving.rest;
    }
    return this.answer<never>(options, recommend);
  }

  private answer<None>(
    options: RecommendOptions,
    rank: (visit: Visit, request: RecommendOptions, limits: Limits) => Promise<Ranked[] | None>,
  ): Promise<Shelf | None> {
    return this.serving.now.during(async (served) => {
      const began = (this.called = performance.now());
      const { catalogue: pack, scorer, find } = served;
      const limits = limitsOf(options, pack.rowOf);
      const objectIDs = options.objectIDs?.map((id) => find([id]) ?? id);
      this.unknown.touch();
      const looks = [options.model, options.fallback].includes('looking-similar');
      const images = looks && served.images ? await served.imageVectors() : undefined;
      const catalogue = { ...pack, unknownItems: this.unknown.vectors }; // of this snapshot, also after the wait
      const visit = { catalogue, scorer, images, events: this.events, now: Date.now() };
      const ranked = await rank(visit, { ...options, ...(objectIDs && { objectIDs }) }, limits);
      return Array.isArray(ranked) ? this.shelf(served, ranked, began) : ranked;
    });
  }

  /** The shelves of one page: each leaves out what those before it show. */
  async recommendAll(requests: readonly RecommendOptions[]): Promise<Shelf[]> {
    const shelves: Shelf[] = [];
    for (const request of requests.map(checkedRequest)) {
      const shown = shelves.flatMap(({ items }) => items.map(({ objectID }) => objectID));
      shelves.push(await this.recommend({ ...request, exclude: [...(request.exclude ?? []), ...shown] }));
    }
    return shelves;
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
    const options = checkedSearch(request);
    await this.serving.rest;
    return this.serving.now.during(async (snapshot) => {
      const began = (this.called = performance.now());
      const limits = searchLimits(options, snapshot.catalogue.rowOf);
      if (query.kind === 'none') return this.shelf(snapshot, [], began);
      const { kind, model, vector, provider, reason } = query;
      if (JSON.stringify(model) !== JSON.stringify(modelOf(snapshot, kind))) return undefined;
      const ranked = await rankedBy(snapshot, kind, vector, limits);
      return {
        ...this.shelf(snapshot, ranked, began),
        provider,
        ...(reason !== undefined && { providerReason: reason }),
      };
    });
  }

  async profile(): Promise<Profile> {
    await this.serving.rest;
    const { count, dim } = this.pack.rows;
    const { kept, keptReason } = this.history;
    const { events } = this;
    const interests = profileInterests(this.catalogue, events, Date.now());
    return {
      events: [...events],
      interests,
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
    const { writeProfileFile } = await import('./history/profile-files.ts');
    return writeProfileFile(this.events, passphrase);
  }

  async importProfile(file: unknown, options?: PassphraseOptions): Promise<void> {
    const { passphrase } = checkedPassphrase(options);
    const { readProfileFile } = await import('./history/profile-files.ts');
    await this.history.replace(withoutSensitive(await readProfileFile(file, passphrase), this.pack));
  }

  eraseProfile(): Promise<void> {
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

  verify(): Verification {
    return { fetched: fetchedFiles(), stored: storedOf(this.history) };
  }

  onChange(listener: () => void): void {
    this.history.on(listener);
  }

  /** Looks at what prices and stock are now. */
  refreshPrices(): Promise<void> {
    return this.serving.refreshPrices();
  }

  /** Takes a newer pack, see `Serving`. */
  renewPack(): Promise<boolean> {
    return this.serving.renewPack();
  }

  async dispose(): Promise<void> {
    this.unknown.dispose();
    this.serving.close();
    await this.history.close();
  }

  /** Resolves when the page has asked for nothing for a moment. */
  private async quiet(): Promise<void> {
    while (performance.now() - this.called < QUIET)
      await new Promise((resolve) => setTimeout(resolve, QUIET));
  }

  private get pack(): Catalogue {
    return this.serving.now.catalogue;
  }

  /** What may be told of the history: a newer pack may call sensitive what an older one did not. */
  private get events(): readonly ShopperEvent[] {
    return withoutSensitive(this.history.events, this.pack);
  }

  /** The pack with what else the shopper's items taught. */
  private get catalogue(): Catalogue {
    return { ...this.pack, unknownItems: this.unknown.vectors };
  }

  private shelf(served: Snapshot, ranked: readonly Ranked[], began: number): Shelf {
    const items = shelfItems(ranked, served.catalogue, (id) => this.unknown.titleOf(id));
    return { queryID: crypto.randomUUID(), ...answeredBy(served), items, ms: performance.now() - began };
  }
}

function modelOf(snapshot: Snapshot, kind: QueryKind): QueryModel {
  return kind === 'text' ? snapshot.textModel.queryModel() : snapshot.imageModel();
}

async function rankedBy(
  snapshot: Snapshot,
  kind: QueryKind,
  vector: Float32Array<ArrayBuffer>,
  limits: Limits,
): Promise<Ranked[]> {
  const { catalogue, scorer } = snapshot;
  if (kind === 'text') return rankByQuery({ catalogue, scorer }, snapshot.checkedVector(vector), limits);
  const { rankByImage } = await import('../core/ranking/looking-similar.ts');
  return rankByImage({ catalogue, images: await snapshot.imageVectors() }, vector, limits);
}

function answeredBy({ scorer: { backend, reason } }: Snapshot) {
  return { backend, ...(reason !== undefined && { reason }) };
}
