import { attributed } from '../core/attribution.ts';
import type { Catalogue } from '../core/catalogue.ts';
import { recommend } from '../core/models.ts';
import { profileInterests } from '../core/profile-interests.ts';
import { rankByQuery, type Ranked } from '../core/rank.ts';
import { eventKey } from '../core/event-key.ts';
import { RETENTION } from '../core/retention.ts';
import { withoutSensitive } from '../core/sensitive.ts';
import type { Told } from '../core/told.ts';
import { VitrineError } from '../errors.ts';
import type { Manifest } from '../pack/manifest.ts';
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
import { mayAnswerEarly } from './early.ts';
import { fetchedFiles } from './fetch-file.ts';
import { ForeignItems } from './foreign-items.ts';
import { History } from './history.ts';
import { DEFAULT_LIMIT, limitsOf } from './limits.ts';
import { matchEvent } from './match-event.ts';
import { openNewer, openStaged, type OpenedPack } from './open-pack.ts';
import type { EngineOptions } from './options.ts';
import { checkedRequest, checkedSearch } from './request.ts';
import { Served } from './served.ts';
import { shelfItems } from './shelf-items.ts';
import { createSteadyScorer } from './steady-scorer.ts';
import { storedOf } from './stored.ts';
import { createTextModel, type EmbedTexts, type TextModel } from './text-model.ts';

/** Milliseconds after a call of the page in which nothing else is begun. */
const QUIET = 100;
/** Characters of a search that are read: the model reads no more words than these are. */
const LONGEST = 4000;

/** A pack as it was loaded, and how to look for a newer one. */
interface Loaded {
  readonly url: string;
  readonly manifest: Manifest;
  readonly options: EngineOptions;
  readonly embedTexts: EmbedTexts;
}

/** Puts catalogue, scorer, history and text model together, and owns them. */
export class Engine {
  private foreign: ForeignItems;
  private renewing: Promise<boolean> | undefined;
  private disposed = false;
  private called = 0;
  /** While there is only the first part of the pack: resolves once the rest is in place. */
  private rest: Promise<void> | undefined;

  private constructor(
    private served: Served,
    private readonly history: History,
    private textModel: TextModel,
    private loaded?: Loaded,
    /** For the shop's developer, if there is something to say. */
    readonly note?: string,
  ) {
    this.foreign = this.foreignItems();
    history.on(() => {
      this.foreign.touch();
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
      const history = new History({ name: `vitrine ${new URL(url).pathname}`, persist, gpc, retention });
      if (consent) await history.setConsent(consent);
      return history;
    };
    if ('pack' in source) {
      const { served, manifest, whole } = await openStaged(url, options);
      const loaded = { url, manifest, options, embedTexts };
      const engine = new Engine(served, await historyOf(), packModel(loaded), loaded);
      if (whole) engine.take(whole);
      return engine;
    }
    const { openFeed } = await import('./feed/open-feed.ts');
    const textModel = createTextModel({ folder: source.model }, provider, embedTexts);
    const opened: { engine?: Engine } = {};
    const quiet = () => opened.engine?.quiet() ?? Promise.resolve();
    const feed = await openFeed(url, { model: source.model, textModel, quiet });
    // So few rows are scanned faster than a GPU is asked; and while they grow each lot has a scorer of its own.
    const wanted = backend === 'auto' ? 'wasm' : backend;
    const scorer = await createSteadyScorer(feed.catalogue.rows, wanted);
    const served = new Served(feed.catalogue, scorer, feed.otherNames);
    const engine = new Engine(served, await historyOf(), textModel, undefined, feed.note);
    opened.engine = engine;
    void engine.grow(feed.rest(), wanted);
    return engine;
  }

  /**
   * @param told What the page says of the event's items, in their order.
   * @param again Whether it may be in the history already.
   */
  async track(event: ShopperEvent, told: readonly Told[] = [], again = false): Promise<void> {
    if (!event.ids.every((id) => this.pack.rowOf.has(id))) await this.rest;
    const matched = matchEvent(event, told, this.served.find, this.pack);
    if (again && matched && this.history.events.some((one) => eventKey(one) === eventKey(matched))) return;
    for (const kept of withoutSensitive(matched ? [matched] : [], this.pack))
      await this.history.append(attributed(kept, this.history.events));
  }

  async recommend(request: RecommendOptions): Promise<Shelf> {
    const options = checkedRequest(request);
    if (this.rest) {
      const early = mayAnswerEarly(options, this.events) ? await this.answer(options) : undefined;
      if (early && early.items.length >= (options.limit ?? DEFAULT_LIMIT)) return early;
      await this.rest;
    }
    return this.answer(options);
  }

  private answer(options: RecommendOptions): Promise<Shelf> {
    return this.served.during(async (served) => {
      const began = (this.called = performance.now());
      const { pack, scorer } = served;
      const limits = limitsOf(options, pack.rowOf);
      this.foreign.touch();
      const visit = { catalogue: this.catalogue, scorer, events: this.events, now: Date.now() };
      return this.shelf(served, await recommend(visit, options, limits), began);
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

  async search(text: string, request: SearchOptions = {}): Promise<Shelf> {
    await this.rest;
    return this.served.during(async (served) => {
      const options = checkedSearch(request);
      if (typeof text !== 'string') throw new VitrineError('bad-argument', 'a search needs a text');
      const began = performance.now();
      const { pack, scorer } = served;
      const limits = { ...limitsOf(options, pack.rowOf), threshold: options.threshold ?? -Infinity };
      if (text.trim() === '') return this.shelf(served, [], began);
      const { vector, provider, reason } = await this.textModel.embed(text.slice(0, LONGEST));
      checkDim(vector, pack);
      const ranked = await rankByQuery(pack, scorer, vector, limits);
      return {
        ...this.shelf(served, ranked, began),
        provider,
        ...(reason !== undefined && { providerReason: reason }),
      };
    });
  }

  async profile(): Promise<Profile> {
    await this.rest;
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
      dim,
      ...answeredBy(this.served),
    };
  }

  async exportProfile({ passphrase }: PassphraseOptions = {}): Promise<ProfileFile | SealedProfileFile> {
    const { writeProfileFile } = await import('./profile-files.ts');
    return writeProfileFile(this.events, passphrase);
  }

  async importProfile(file: unknown, { passphrase }: PassphraseOptions = {}): Promise<void> {
    const { readProfileFile } = await import('./profile-files.ts');
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

  refresh(): Promise<void> {
    return this.history.refresh();
  }

  /** Looks at what prices and stock are now. */
  async refreshPrices(): Promise<void> {
    if (await this.served.refreshPrices()) this.history.tell();
  }

  verify(): Verification {
    return { fetched: fetchedFiles(), stored: storedOf(this.history) };
  }

  onChange(listener: () => void): void {
    this.history.on(listener);
  }

  /**
   * Takes the shop's pack as it is now. Whatever goes wrong, the last good one goes on serving.
   *
   * @returns Whether there was another one; a feed is read once.
   * @throws {VitrineError} `pack-load`, `bad-pack` or `pack-version`.
   */
  renew(): Promise<boolean> {
    this.renewing ??= this.takeNewer().finally(() => {
      this.renewing = undefined;
    });
    return this.renewing;
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    this.foreign.dispose();
    this.served.retire();
    await this.history.close();
  }

  private async takeNewer(): Promise<boolean> {
    await this.rest?.catch(() => undefined);
    if (!this.loaded) return false;
    const { url, manifest: before, options } = this.loaded;
    const newer = await openNewer(url, before, options);
    if (!newer) return false;
    if (this.disposed) {
      newer.served.retire();
      return false;
    }
    this.loaded = { ...this.loaded, manifest: newer.manifest };
    if (
      !isSame(before.model, newer.manifest.model) ||
      !isSame(before.projection, newer.manifest.projection)
    ) {
      this.textModel = packModel(this.loaded);
      this.foreign.dispose();
      this.foreign = this.foreignItems(); // what was read for another pack's directions cannot be compared
    }
    this.serve(newer.served);
    return true;
  }

  /** Takes in the rest of a pack. Nobody is told: whatever has been answered would be answered so again. */
  private take(whole: Promise<OpenedPack>): void {
    this.rest = whole.then(({ served, manifest }) => {
      const before = this.disposed ? served : this.served;
      if (!this.disposed) this.served = served;
      if (this.loaded) this.loaded = { ...this.loaded, manifest };
      before.retire();
      this.rest = undefined;
    });
    this.rest.catch(() => undefined); // whoever waits for it is told
  }

  private serve(served: Served): void {
    this.served.retire();
    this.served = served;
    this.history.tell();
  }

  private foreignItems(): ForeignItems {
    return new ForeignItems(
      (id) => this.pack.rowOf.has(id),
      () => this.events,
      async (text) => {
        const embedded = await this.textModel.embed(text);
        checkDim(embedded.vector, this.pack);
        return embedded;
      },
      () => {
        this.history.tell();
      },
    );
  }

  /** Takes in what there is more of the catalogue. What goes wrong leaves what is there. */
  private async grow(more: AsyncGenerator<Catalogue>, wanted: EngineOptions['backend']): Promise<void> {
    try {
      for await (const catalogue of more) {
        const scorer = await createSteadyScorer(catalogue.rows, wanted);
        this.serve(new Served(catalogue, scorer, this.served.otherNames));
      }
    } catch {
      // the text model failed in the middle, or the engine was disposed of
    }
  }

  /** Resolves when the page has asked for nothing for a moment. */
  private async quiet(): Promise<void> {
    while (performance.now() - this.called < QUIET)
      await new Promise((resolve) => setTimeout(resolve, QUIET));
  }

  private get pack(): Catalogue {
    return this.served.pack;
  }

  /** What may be told of the history: a newer pack may call sensitive what an older one did not. */
  private get events(): readonly ShopperEvent[] {
    return withoutSensitive(this.history.events, this.pack);
  }

  /** The pack with what else the shopper's items taught. */
  private get catalogue(): Catalogue {
    return { ...this.pack, foreign: this.foreign.vectors };
  }

  private shelf(served: Served, ranked: readonly Ranked[], began: number): Shelf {
    const items = shelfItems(ranked, served.pack, (id) => this.foreign.titleOf(id));
    return { queryID: crypto.randomUUID(), ...answeredBy(served), items, ms: performance.now() - began };
  }
}

function packModel({ url, manifest: { model, projection }, options, embedTexts }: Loaded): TextModel {
  const source = model && { manifest: url, files: model.files, projection };
  return createTextModel(source, options.provider, embedTexts);
}

/** @throws {VitrineError} `model-load` where a text cannot be compared with the items. */
function checkDim({ length }: Float32Array, { rows: { count, dim } }: Catalogue): void {
  if (length !== dim && count > 0)
    throw new VitrineError('model-load', `the text model gives ${length} numbers, the items have ${dim}`);
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function answeredBy({ scorer: { backend, reason } }: Served) {
  return { backend, ...(reason !== undefined && { reason }) };
}
