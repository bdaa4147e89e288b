import type { Manifest } from '../pack/manifest.ts';
import { loadPack, readManifest } from '../pack/load.ts';
import { packReader } from './fetch-file.ts';
import type { EngineOptions } from './options.ts';
import { roomForRows, takesFirstPass } from './rows-memory.ts';
import { Served } from './served.ts';
import { createSteadyScorer } from './steady-scorer.ts';
import { createTextModel, type EmbedTexts } from './text-model.ts';

/** Where a pack comes from, and how it is opened. */
export interface PackSource {
  /** Of its manifest, absolute. */
  readonly url: string;
  readonly options: Pick<EngineOptions, 'backend' | 'approximate' | 'provider'>;
  /** Runs the text model. */
  readonly embedTexts: EmbedTexts;
}

export interface OpenedPack {
  readonly served: Served;
  readonly manifest: Manifest;
}

/** Loads a pack and opens what scores it. @throws {VitrineError} `pack-load`, `bad-pack` or `pack-version`. */
export async function openPack({ url, options, embedTexts }: PackSource): Promise<OpenedPack> {
  const coarse = (count: number) => takesFirstPass(count, options);
  const pack = await loadPack(packReader(url), (count, dim) => roomForRows(count, dim, coarse(count)));
  const scorer = await createSteadyScorer(pack.rows, options.backend, coarse(pack.rows.count));
  const { manifest } = pack;
  const files = manifest.model && { manifest: url, files: manifest.model.files };
  const textModel = createTextModel(files, options.provider, embedTexts);
  return { served: new Served(pack, scorer, textModel), manifest };
}

/** The source's pack as it is now, if it is another than the one given. @throws {VitrineError} as `openPack`. */
export async function openNewer(source: PackSource, { seal }: Manifest): Promise<OpenedPack | undefined> {
  const now = await readManifest(packReader(source.url));
  return now.seal === seal ? undefined : openPack(source);
}
