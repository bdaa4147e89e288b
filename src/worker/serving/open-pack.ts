import type { Catalogue } from '../../core/catalogue.ts';
import type { Manifest } from '../../pack/manifest.ts';
import { loadPack, openPack as openFiles, readManifest, type Pack } from '../../pack/load.ts';
import { packReader } from './pack-reader.ts';
import type { EngineOptions } from '../../wire/engine-options.ts';
import { roomForRows, takesFirstPass } from './rows-memory.ts';
import { Snapshot } from './snapshot.ts';
import { createFailoverScorer } from './failover-scorer.ts';
import { createTextModel, type EmbedTexts, type TextModel } from '../text-model.ts';

/** Where a pack comes from, and how it is opened. */
export interface PackSource {
  /** Of its manifest, absolute. */
  readonly url: string;
  readonly options: Pick<EngineOptions, 'backend' | 'approximate' | 'provider'>;
  /** Runs the text model. */
  readonly embedTexts: EmbedTexts;
}

export interface OpenedPack {
  readonly served: Snapshot;
  readonly manifest: Manifest;
}

/** A pack of which there may be only the first part yet. */
export interface StagedPack extends OpenedPack {
  /** All of it, where that is not all. */
  readonly whole?: Promise<OpenedPack>;
}

/**
 * Loads a pack and opens what scores it.
 *
 * @param before What served until now: its text model goes on where it is the same.
 * @throws {VitrineError} `pack-load`, `bad-pack` or `pack-version`.
 */
async function openPack(source: PackSource, before?: OpenedPack): Promise<OpenedPack> {
  const pack = await loadPack(packReader(source.url), roomIn(source));
  return opened(source, pack, textModelOf(source, pack.manifest, before));
}

/** The same, by its first shard as soon as that is there. A back end that is asked for by name answers from the first. */
export async function openStaged(source: PackSource): Promise<StagedPack> {
  const { url, options } = source;
  const read = packReader(url);
  const manifest = await readManifest(read);
  if (options.backend !== 'auto' || manifest.shards.filter(({ at }) => !at).length < 2)
    return openPack(source);
  try {
    const { first, rest } = await openFiles(read, manifest);
    const early = await first(roomIn(source));
    const textModel = textModelOf(source, manifest);
    const onWasm: PackSource = { ...source, options: { ...options, backend: 'wasm' } };
    const begun = await opened(onWasm, early, textModel);
    // Where the files are another pack's by now, all is read again.
    const pack = rest(roomIn(source)).catch(() => loadPack(read, roomIn(source)));
    const whole = pack.then((all) => opened(source, all, textModelOf(source, all.manifest, begun)));
    whole.catch(() => undefined); // whoever waits for it is told
    return { ...begun, whole };
  } catch {
    return openPack(source); // it says what is wrong, if it still is
  }
}

/** The source's pack as it is now, if it is another than the one given. @throws {VitrineError} as `openPack`. */
export async function openNewer(source: PackSource, before: OpenedPack): Promise<OpenedPack | undefined> {
  const now = await readManifest(packReader(source.url));
  return now.seal === before.manifest.seal ? undefined : openPack(source, before);
}

function roomIn({ options }: PackSource) {
  return (count: number, dim: number) => roomForRows(count, dim, takesFirstPass(count, options));
}

async function opened({ url, options }: PackSource, pack: Pack, textModel: TextModel): Promise<OpenedPack> {
  const { manifest, rows, items } = pack;
  const scorer = await createFailoverScorer(rows, options.backend, takesFirstPass(rows.count, options));
  const prices =
    manifest.prices === undefined
      ? undefined
      : new (await import('./prices.ts')).Prices(new URL(manifest.prices, url).href, items);
  const { images: entry } = manifest;
  const images = entry && {
    items: entry.items,
    model: { manifest: url, files: entry.model.files },
    open: async (catalogue: Catalogue) =>
      (await import('./images.ts')).openImages(url, entry, catalogue, options.backend),
  };
  const served = new Snapshot(pack, scorer, textModel, { prices, images });
  await served.refreshPrices();
  return { served, manifest };
}

function textModelOf(
  { url, options, embedTexts }: PackSource,
  { model, projection }: Manifest,
  before?: OpenedPack,
): TextModel {
  const isSame =
    before !== undefined &&
    JSON.stringify([model, projection]) ===
      JSON.stringify([before.manifest.model, before.manifest.projection]);
  if (isSame) return before.served.textModel;
  return createTextModel(
    model && { manifest: url, files: model.files, projection },
    options.provider,
    embedTexts,
  );
}
