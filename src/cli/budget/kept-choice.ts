import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesOf, parseManifest, type Manifest } from '../../pack/manifest.ts';
import type { Choice, Chosen } from './choose-budget.ts';

/**
 * Gives the choice of the previous pack, so that a build can keep its files.
 *
 * @returns `undefined` if the pack had another budget, or if its choice would not fit so many items.
 */
export async function keptChoice(folder: string, budget: number, items: number): Promise<Chosen | undefined> {
  const manifest = await readFile(join(folder, 'manifest.json'), 'utf8')
    .then(parseManifest)
    .catch(() => undefined);
  if (!manifest || manifest.options['budget'] !== budget) return undefined;
  if ((shelfBytes(manifest) * items) / Math.max(1, manifest.items) > budget) return undefined;
  const { dim, bits, options } = manifest;
  const { neighbours, choices } = options as { neighbours: number; choices: readonly Choice[] };
  return { dim, bits, neighbours, choices };
}

/** Bytes of all files that a shelf needs: all but the text model, its projection, and what is read of the items later. */
export function shelfBytes(manifest: Manifest): number {
  const details = manifest.shards.flatMap(({ ids, attributes, words }) => [ids, attributes, words]);
  const late = new Set(
    [manifest.projection, ...details, ...Object.values(manifest.model?.files ?? {})].map((one) => one?.file),
  );
  return filesOf(manifest).reduce((sum, { file, bytes }) => sum + (late.has(file) ? 0 : bytes), 0);
}
