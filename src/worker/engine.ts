import {
  rankByQuery,
  rankByTaste,
  rankRecent,
  rankTrending,
  type Limits,
  type Ranked,
} from '../core/rank.ts';
import { fromProfileFile, toProfileFile } from '../core/profile-file.ts';
import { pullsOf, tasteOf, type Pull } from '../core/taste.ts';
import { VitrineError } from '../errors.ts';
import { loadPack, type Pack } from '../pack/load.ts';
import type {
  Consent,
  Profile,
  ProfileFile,
  RecommendOptions,
  SearchOptions,
  Shelf,
  ShopperEvent,
} from '../types.ts';
import { roomForRows } from './rows-memory.ts';
import { packReader } from './fetch-file.ts';
import { History } from './history.ts';
import { limitsOf } from './limits.ts';
import type { EngineOptions } from './options.ts';
import { createSteadyScorer, type SteadyScorer } from './steady-scorer.ts';
import { createTextModel, type TextModel } from './text-model.ts';

/** Puts pack, scorer, history and text model together, and owns them. */
export class Engine {
  private constructor(
    private readonly pack: Pack,
    private readonly scorer: SteadyScorer,
    private readonly history: History,
    private readonly textModel: TextModel,
  ) {}

  /** @throws {VitrineError} `pack-load`, `bad-pack`, `pack-version` or `store`. */
  static async open({ pack: url, backend, provider, consent, ...rest }: EngineOptions): Promise<Engine> {
    const pack = await loadPack(packReader(url), roomForRows);
    const history = new History({ name: `vitrine ${new URL(url).pathname}`, ...rest });
    if (consent) await history.setConsent(consent);
    const scorer = await createSteadyScorer(pack.rows, backend);
    return new Engine(pack, scorer, history, createTextModel(url, pack.manifest.model, provider));
  }

  track(event: ShopperEvent): Promise<void> {
    return this.history.append(event);
  }

  async recommend(options: RecommendOptions): Promise<Shelf> {
    const began = performance.now();
    const limits = limitsOf(options, this.pack.rowOf);
    return this.shelf(await this.rank(options, limits), began);
  }

  async search(text: string, options: SearchOptions = {}): Promise<Shelf> {
    if (typeof text !== 'string') throw new VitrineError('bad-argument', 'a search needs a text');
    const began = performance.now();
    const limits = { ...limitsOf(options, this.pack.rowOf), threshold: options.threshold ?? -Infinity };
    if (text.trim() === '') return this.shelf([], began);
    const { vector, provider, reason } = await this.textModel.embed(text);
    const { ranked } = await rankByQuery(this.pack, this.scorer, vector, limits);
    return {
      ...this.shelf(ranked, began),
      provider,
      ...(reason !== undefined && { providerReason: reason }),
    };
  }

  profile(): Profile {
    const { count, dim } = this.pack.rows;
    const { events, kept } = this.history;
    return { events: [...events], kept, items: count, dim, ...this.answeredBy() };
  }

  exportProfile(): ProfileFile {
    return toProfileFile(this.history.events);
  }

  importProfile(file: unknown): Promise<void> {
    return this.history.replace(fromProfileFile(file));
  }

  eraseProfile(): Promise<void> {
    return this.history.erase();
  }

  setConsent(consent: Consent): Promise<void> {
    return this.history.setConsent(consent);
  }

  onChange(listener: () => void): void {
    this.history.on(listener);
  }

  async dispose(): Promise<void> {
    this.textModel.dispose();
    this.scorer.dispose();
    await this.history.close();
  }

  private async rank({ model, objectIDs }: RecommendOptions, limits: Limits): Promise<readonly Ranked[]> {
    switch (model) {
      case 'recommended-for-you': {
        const pulls = pullsOf(this.history.events, this.pack.rowOf, Date.now());
        return this.rankByPulls(pulls, limits);
      }
      case 'related-products': {
        if (!objectIDs?.length) throw new VitrineError('bad-argument', 'related-products needs objectIDs');
        const rows = objectIDs.flatMap((id) => this.pack.rowOf.get(id) ?? []);
        return this.rankByPulls(
          rows.map((row) => ({ row, weight: 1, event: 'seed' })),
          limits,
        );
      }
      case 'recently-viewed':
        return rankRecent(this.pack, this.history.events, limits);
      case 'trending-items':
        return rankTrending(this.pack, limits);
      default:
        throw new VitrineError('bad-argument', `there is no model named ${String(model)}`);
    }
  }

  /** What the pulls point at, but not the items that they come from. */
  private async rankByPulls(pulls: readonly Pull[], limits: Limits): Promise<readonly Ranked[]> {
    const taste = tasteOf(this.pack.rows, pulls);
    if (!taste) return [];
    const excluded = new Set([...limits.excluded, ...pulls.map(({ row }) => row)]);
    return (await rankByTaste(this.pack, this.scorer, taste, { ...limits, excluded })).ranked;
  }

  private shelf(ranked: readonly Ranked[], began: number): Shelf {
    const items = ranked.map(({ row, score, reasons }) => {
      const { id, ...fields } = this.pack.items[row]!;
      return { ...fields, objectID: id, _score: score, reasons };
    });
    return { queryID: crypto.randomUUID(), ...this.answeredBy(), items, ms: performance.now() - began };
  }

  private answeredBy() {
    const { backend, reason } = this.scorer;
    return { backend, ...(reason !== undefined && { reason }) };
  }
}
