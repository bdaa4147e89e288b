import { arrived } from '../../errors.ts';
import type { Catalogue } from '../../core/catalogue.ts';
import type { Manifest, ThumbnailEntry } from '../../pack/manifest.ts';
import { loadPack, openPack as openFiles, readManifest, type Pack } from '../../pack/load.ts';
import type { EngineOptions } from '../../wire/engine-options.ts';
import { createTextModel, type EmbedTexts, type TextModel } from '../text-model.ts';
import { createFailoverScorer } from './failover-scorer.ts';
import { packReader } from './pack-reader.ts';
import type { Prices } from './prices.ts';
import { roomForRows, takesFirstPass } from './rows-memory.ts';
import { Snapshot, type PackThumbnails } from './snapshot.ts';
import type { Thumbnails } from './thumbnails.ts';

/** Milliseconds that a pack waits for its prices once its rows are there. Later prices are announced as a change. */
const PRICES_WAIT = 200;

/** Where a pack comes from, and how it is opened. */
export interface PackSource {
  /** Absolute address of the manifest. */
  readonly url: string;
  readonly options: Pick<EngineOptions, 'backend' | 'approximate' | 'provider'>;
  /** Runs the text model. */
  readonly embedTexts: EmbedTexts;
}

export interface OpenedPack {
  readonly snapshot: Snapshot;
  readonly manifest: Manifest;
}

/** A pack of which only the first shard may be there. */
export interface StagedPack extends OpenedPack {
  /** The whole pack; undefined if it is there already. */
  readonly whole?: Promise<OpenedPack>;
}

/** What the parts of a pack, or a pack and the next one, have in common. */
interface Shared {
  readonly textModel: TextModel;
  /** undefined if the pack names no file of prices. */
  readonly prices: Prices | undefined;
}

/**
 * Opens a pack, by its first shard if the rest can follow. A back end that is asked for by name waits for all rows.
 *
 * @throws {VitrineError} `pack-load`, `bad-pack` or `pack-version`.
 */
export async function openStaged(source: PackSource): Promise<StagedPack> {
  const { url, options } = source;
  const read = packReader(url);
  const manifest = await readManifest(read);
  const starting = startPrices(url, manifest);
  if (options.backend !== 'auto' || manifest.shards.filter(({ rowList }) => !rowList).length < 2)
    return openWhole(source, manifest, { starting });
  try {
    const { first, rest } = await openFiles(read, manifest);
    const pack = await first(roomIn(source));
    const shared = { textModel: textModelOf(source, manifest), prices: await starting };
    const onWasm: PackSource = { ...source, options: { ...options, backend: 'wasm' } };
    const opened = await snapshotOf(onWasm, pack, shared, false);
    // If the files are another pack's by now, all of them are read again.
    const loading = rest(roomIn(source)).catch(() => loadPack(read, roomIn(source)));
    const whole = loading.then(async (all) =>
      snapshotOf(source, all, {
        textModel: textModelOf(source, all.manifest, opened),
        prices: await pricesOf(url, all.manifest, shared.prices),
      }),
    );
    whole.catch(() => undefined); // it is reported to callers that wait for it
    return { ...opened, whole };
  } catch {
    return openWhole(source, manifest, { starting }); // throws what is wrong, if it still is
  }
}

/**
 * Opens the source's pack as it is now.
 *
 * @returns undefined if it is still the pack given.
 * @throws {VitrineError} `pack-load`, `bad-pack` or `pack-version`.
 */
export async function openNewer(source: PackSource, before: OpenedPack): Promise<OpenedPack | undefined> {
  const manifest = await readManifest(packReader(source.url));
  return manifest.digest === before.manifest.digest ? undefined : openWhole(source, manifest, { before });
}

async function openWhole(
  source: PackSource,
  manifest: Manifest,
  {
    starting = startPrices(source.url, manifest),
    before,
  }: { starting?: Promise<Prices | undefined>; before?: OpenedPack },
): Promise<OpenedPack> {
  const pack = await loadPack(packReader(source.url), roomIn(source), manifest);
  const textModel = textModelOf(source, pack.manifest, before);
  return snapshotOf(source, pack, {
    textModel,
    prices: await pricesOf(source.url, pack.manifest, await starting),
  });
}

function roomIn({ options }: PackSource) {
  return (count: number, dim: number) => roomForRows(count, dim, takesFirstPass(count, options));
}

async function snapshotOf(
  { url, options }: PackSource,
  pack: Pack,
  { textModel, prices }: Shared,
  isWhole = true,
): Promise<OpenedPack> {
  const { manifest, rows } = pack;
  const scorer = await createFailoverScorer(rows, options.backend, takesFirstPass(rows.count, options));
  const { images: entry } = manifest;
  const images = entry && {
    items: entry.items,
    model: { manifest: url, files: entry.model.files },
    open: async (catalogue: Catalogue) =>
      (await arrived(() => import('./images.ts'))).openImages(url, entry, catalogue, options.backend),
  };
  const thumbnails = manifest.thumbnails && thumbnailsOf(url, manifest.thumbnails);
  const hasDetails = isWhole && manifest.shards.some(({ ids, attributes }) => ids ?? attributes);
  const detailed = hasDetails
    ? async (items: Catalogue['items']) =>
        (await arrived(() => import('./details.ts'))).readDetails(url, manifest, items)
    : undefined;
  const words =
    isWhole && manifest.shards.some((shard) => shard.words)
      ? async () => (await arrived(() => import('../search/read-words.ts'))).readWords(url, manifest)
      : undefined;
  if (prices) await Promise.race([prices.firstRead, pause(PRICES_WAIT)]);
  return {
    snapshot: new Snapshot(pack, scorer, textModel, {
      prices,
      images,
      thumbnails,
      detailed,
      words,
      language: manifest.language,
    }),
    manifest,
  };
}

function thumbnailsOf(url: string, entry: ThumbnailEntry): PackThumbnails {
  let opened: Promise<Thumbnails> | undefined;
  return {
    mode: entry.mode,
    open: (mode) => {
      opened ??= arrived(() => import('./thumbnails.ts')).then(
        (script) => new script.Thumbnails(url, entry, mode),
      );
      opened.catch(() => (opened = undefined)); // the next call tries again
      return opened;
    },
  };
}

/** Starts to read a pack's prices. If their script does not load, the pack's own prices are shown. */
async function startPrices(url: string, manifest: Manifest): Promise<Prices | undefined> {
  if (manifest.prices === undefined) return undefined;
  const script = await arrived(() => import('./prices.ts')).catch(() => undefined);
  return script && new script.Prices(new URL(manifest.prices, url).href);
}

/** The prices that were started, if the manifest still names their file. */
function pricesOf(
  url: string,
  manifest: Manifest,
  started: Prices | undefined,
): Prices | undefined | Promise<Prices | undefined> {
  const named = manifest.prices && new URL(manifest.prices, url).href;
  return named === started?.url ? started : startPrices(url, manifest);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** The text model of a pack: the same as before if its files are the same, so that it need not load again. */
function textModelOf(
  { url, options, embedTexts }: PackSource,
  { model, projection }: Manifest,
  before?: OpenedPack,
): TextModel {
  const isSame =
    before !== undefined &&
    JSON.stringify([model, projection]) ===
      JSON.stringify([before.manifest.model, before.manifest.projection]);
  if (isSame) return before.snapshot.textModel;
  return createTextModel(
    model && { manifest: url, files: model.files, projection },
    options.provider,
    embedTexts,
  );
}
