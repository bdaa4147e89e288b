import { attributed } from '../core/attribution.ts';
import type { Catalogue } from '../core/catalogue.ts';
import { eventKey } from '../core/event-key.ts';
import { recommend } from '../core/models.ts';
import { profileInterests } from '../core/profile-interests.ts';
import { rankByQuery, type Ranked } from '../core/rank.ts';
import { fromProfileFile, toProfileFile } from '../core/profile-file.ts';
import { withoutSensitive } from '../core/sensitive.ts';
import type { Told } from '../core/told.ts';
import { VitrineError } from '../errors.ts';
import { loadPack } from '../pack/load.ts';
import type {
  Consent,
  Profile,
  ProfileFile,
  RecommendOptions,
  SearchOptions,
  Shelf,
  ShopperEvent,
  Verification,
} from '../types.ts';
import { roomForRows, takesFirstPass } from './rows-memory.ts';
import { fetchedFiles, packReader } from './fetch-file.ts';
import { ForeignItems } from './foreign-items.ts';
import { History } from './history.ts';
import { createFindItem, type FindItem } from './known-items.ts';
import { limitsOf } from './limits.ts';
import { matchEvent } from './match-event.ts';
import type { EngineOptions } from './options.ts';
import { shelfItems } from './shelf-items.ts';
import { createSteadyScorer, type SteadyScorer } from './steady-scorer.ts';
import { storedOf } from './stored.ts';
import { createTextModel, type EmbedTexts, type TextModel } from './text-model.ts';

/** Milliseconds after a call of the page in which nothing else is begun. */
const QUIET = 100;

/** Puts catalogue, scorer, history and text model together, and owns them. */
export class Engine {
  private find: FindItem;
  private readonly foreign: ForeignItems;
  /** Scorers of a catalogue that has grown since: a scan may be under way. */
  private readonly retired: SteadyScorer[] = [];
  private called = 0;

  private constructor(
    private pack: Catalogue,
    private scorer: SteadyScorer,
    private readonly history: History,
    private readonly textModel: TextModel,
    private readonly otherNames: ReadonlyMap<string, string> = new Map(),
    /** For the shop's developer, if there is something to say. */
    readonly note?: string,
  ) {
    this.find = createFindItem(pack, otherNames);
    this.foreign = new ForeignItems(
      (id) => this.pack.rowOf.has(id),
      () => this.events,
      (text) => textModel.embed(text),
      () => {
        history.tell();
      },
    );
    history.on(() => {
      this.foreign.touch();
    });
  }

  /**
   * @param embedTexts Runs the text model.
   * @throws {VitrineError} `pack-load`, `bad-pack`, `pack-version`, `bad-catalogue`, `model-load` or `store`.
   */
  static async open(
    { source, backend, approximate, provider, consent, ...rest }: EngineOptions,
    embedTexts: EmbedTexts,
  ): Promise<Engine> {
    const url = 'pack' in source ? source.pack : source.feed;
    const historyOf = async () => {
      const history = new History({ name: `vitrine ${new URL(url).pathname}`, ...rest });
      if (consent) await history.setConsent(consent);
      return history;
    };
    if ('pack' in source) {
      const coarse = (count: number) => takesFirstPass(count, { approximate, backend });
      const pack = await loadPack(packReader(url), (count, dim) => roomForRows(count, dim, coarse(count)));
      const history = await historyOf();
      const scorer = await createSteadyScorer(pack.rows, backend, coarse(pack.rows.count));
      const { model } = pack.manifest;
      const files = model && { manifest: url, files: model.files };
      return new Engine(pack, scorer, history, createTextModel(files, provider, embedTexts));
    }
    const { openFeed } = await import('./feed/open-feed.ts');
    const textModel = createTextModel({ folder: source.model }, provider, embedTexts);
    const opened: { engine?: Engine } = {};
    const quiet = () => opened.engine?.quiet() ?? Promise.resolve();
    const feed = await openFeed(url, { model: source.model, textModel, quiet });
    // So few rows are scanned faster than a GPU is asked; and while they grow each lot has a scorer of its own.
    const wanted = backend === 'auto' ? 'wasm' : backend;
    const scorer = await createSteadyScorer(feed.catalogue.rows, wanted);
    const engine = new Engine(
      feed.catalogue,
      scorer,
      await historyOf(),
      textModel,
      feed.otherNames,
      feed.note,
    );
    opened.engine = engine;
    void engine.grow(feed.rest(), wanted);
    return engine;
  }

  /**
   * @param told What the page says of the event's items, in their order.
   * @param again Whether it may be in the history already.
   */
  async track(event: ShopperEvent, told: readonly Told[] = [], again = false): Promise<void> {
    const matched = matchEvent(event, told, this.find, this.pack);
    if (again && matched && this.history.events.some((one) => eventKey(one) === eventKey(matched))) return;
    for (const kept of withoutSensitive(matched ? [matched] : [], this.pack))
      await this.history.append(attributed(kept, this.history.events));
  }

  async recommend(options: RecommendOptions): Promise<Shelf> {
    const began = (this.called = performance.now());
    const limits = limitsOf(options, this.pack.rowOf);
    const { events, catalogue } = this;
    this.foreign.touch();
    const visit = { catalogue, scorer: this.scorer, events, now: Date.now() };
    return this.shelf(await recommend(visit, options, limits), began);
  }

  /** The shelves of one page: each leaves out what those before it show. */
  async recommendAll(requests: readonly RecommendOptions[]): Promise<Shelf[]> {
    const shelves: Shelf[] = [];
    for (const request of requests) {
      const shown = shelves.flatMap(({ items }) => items.map(({ objectID }) => objectID));
      shelves.push(await this.recommend({ ...request, exclude: [...(request.exclude ?? []), ...shown] }));
    }
    return shelves;
  }

  async search(text: string, options: SearchOptions = {}): Promise<Shelf> {
    if (typeof text !== 'string') throw new VitrineError('bad-argument', 'a search needs a text');
    const began = performance.now();
    const limits = { ...limitsOf(options, this.pack.rowOf), threshold: options.threshold ?? -Infinity };
    if (text.trim() === '') return this.shelf([], began);
    const { vector, provider, reason } = await this.textModel.embed(text);
    const ranked = await rankByQuery(this.pack, this.scorer, vector, limits);
    return {
      ...this.shelf(ranked, began),
      provider,
      ...(reason !== undefined && { providerReason: reason }),
    };
  }

  profile(): Profile {
    const { count, dim } = this.pack.rows;
    const { kept } = this.history;
    const { events } = this;
    const interests = profileInterests(this.catalogue, events, Date.now());
    return { events: [...events], interests, kept, items: count, dim, ...this.answeredBy() };
  }

  exportProfile(): ProfileFile {
    return toProfileFile(this.events);
  }

  importProfile(file: unknown): Promise<void> {
    return this.history.replace(withoutSensitive(fromProfileFile(file), this.pack));
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

  verify(): Verification {
    return { fetched: fetchedFiles(), stored: storedOf(this.history) };
  }

  onChange(listener: () => void): void {
    this.history.on(listener);
  }

  async dispose(): Promise<void> {
    this.foreign.dispose();
    for (const scorer of [this.scorer, ...this.retired]) scorer.dispose();
    await this.history.close();
  }

  /** Takes in what there is more of the catalogue. What goes wrong leaves what is there. */
  private async grow(more: AsyncGenerator<Catalogue>, wanted: EngineOptions['backend']): Promise<void> {
    try {
      for await (const catalogue of more) {
        const scorer = await createSteadyScorer(catalogue.rows, wanted);
        this.retired.push(this.scorer);
        this.pack = catalogue;
        this.scorer = scorer;
        this.find = createFindItem(catalogue, this.otherNames);
        this.history.tell();
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

  /** What may be told of the history: a newer pack may call sensitive what an older one did not. */
  private get events(): readonly ShopperEvent[] {
    return withoutSensitive(this.history.events, this.pack);
  }

  /** The pack with what else the shopper's items taught. */
  private get catalogue(): Catalogue {
    return { ...this.pack, foreign: this.foreign.vectors };
  }

  private shelf(ranked: readonly Ranked[], began: number): Shelf {
    const items = shelfItems(ranked, this.pack, (id) => this.foreign.titleOf(id));
    return { queryID: crypto.randomUUID(), ...this.answeredBy(), items, ms: performance.now() - began };
  }

  private answeredBy() {
    const { backend, reason } = this.scorer;
    return { backend, ...(reason !== undefined && { reason }) };
  }
}
