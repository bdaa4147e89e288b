import type { Manifest } from '../pack/manifest.ts';
import { loadPack, readManifest, type Pack } from '../pack/load.ts';
import { packReader } from './fetch-file.ts';
import type { EngineOptions } from './options.ts';
import { roomForRows, takesFirstPass } from './rows-memory.ts';
import { Served } from './served.ts';
import { createSteadyScorer } from './steady-scorer.ts';

export interface OpenedPack {
  readonly served: Served;
  readonly manifest: Manifest;
}

/**
 * Loads a pack and opens what scores it.
 *
 * @param url Of its manifest, absolute.
 * @throws {VitrineError} `pack-load`, `bad-pack` or `pack-version`.
 */
export async function openPack(
  url: string,
  { backend, approximate }: Pick<EngineOptions, 'backend' | 'approximate'>,
): Promise<OpenedPack> {
  const coarse = (count: number) => takesFirstPass(count, { approximate, backend });
  const pack: Pack = await loadPack(packReader(url), (count, dim) => roomForRows(count, dim, coarse(count)));
  const scorer = await createSteadyScorer(pack.rows, backend, coarse(pack.rows.count));
  return { served: new Served(pack, scorer), manifest: pack.manifest };
}

/** The pack at an address, if it is another than the one given. @throws {VitrineError} as `openPack`. */
export async function openNewer(
  url: string,
  { seal }: Manifest,
  options: Pick<EngineOptions, 'backend' | 'approximate'>,
): Promise<OpenedPack | undefined> {
  const now = await readManifest(packReader(url));
  return now.seal === seal ? undefined : openPack(url, options);
}
