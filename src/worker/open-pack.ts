import type { Manifest } from '../pack/manifest.ts';
import { loadPack, openPack as openFiles, readManifest, type Pack } from '../pack/load.ts';
import { packReader } from './fetch-file.ts';
import type { EngineOptions } from './options.ts';
import { roomForRows, takesFirstPass } from './rows-memory.ts';
import { Served } from './served.ts';
import { createSteadyScorer } from './steady-scorer.ts';

type Options = Pick<EngineOptions, 'backend' | 'approximate'>;

export interface OpenedPack {
  readonly served: Served;
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
 * @param url Of its manifest, absolute.
 * @throws {VitrineError} `pack-load`, `bad-pack` or `pack-version`.
 */
export async function openPack(url: string, options: Options): Promise<OpenedPack> {
  return serving(url, await loadPack(packReader(url), roomIn(options)), options);
}

/** The same, by its first shard as soon as that is there. A back end that is asked for by name answers from the first. */
export async function openStaged(url: string, options: Options): Promise<StagedPack> {
  const read = packReader(url);
  const manifest = await readManifest(read);
  if (options.backend !== 'auto' || manifest.shards.filter(({ at }) => !at).length < 2)
    return openPack(url, options);
  try {
    const { first, rest } = await openFiles(read, manifest);
    const early = await first(roomIn(options));
    // Where the files are another pack's by now, all is read again.
    const pack = rest(roomIn(options)).catch(() => loadPack(read, roomIn(options)));
    const whole = pack.then((all) => serving(url, all, options));
    whole.catch(() => undefined); // whoever waits for it is told
    return { ...(await serving(url, early, { ...options, backend: 'wasm' })), whole };
  } catch {
    return openPack(url, options); // it says what is wrong, if it still is
  }
}

/** The pack at an address, if it is another than the one given. @throws {VitrineError} as `openPack`. */
export async function openNewer(
  url: string,
  { seal }: Manifest,
  options: Options,
): Promise<OpenedPack | undefined> {
  const now = await readManifest(packReader(url));
  return now.seal === seal ? undefined : openPack(url, options);
}

function roomIn({ backend, approximate }: Options) {
  return (count: number, dim: number) =>
    roomForRows(count, dim, takesFirstPass(count, { approximate, backend }));
}

async function serving(url: string, pack: Pack, { backend, approximate }: Options): Promise<OpenedPack> {
  const { manifest, rows, items } = pack;
  const scorer = await createSteadyScorer(
    rows,
    backend,
    takesFirstPass(rows.count, { approximate, backend }),
  );
  const prices =
    manifest.prices === undefined
      ? undefined
      : new (await import('./prices.ts')).Prices(new URL(manifest.prices, url).href, items);
  const served = new Served(pack, scorer, undefined, prices);
  await served.refreshPrices();
  return { served, manifest };
}
