import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { createFloatScorer } from '../../core/vectors/float-scorer.ts';
import { project } from '../../core/vectors/projection.ts';
import { decodeProjection } from '../../pack/projection-file.ts';
import { loadDetailedPack } from '../../pack/details.ts';
import { loadPack, readManifest, type ReadFile } from '../../pack/load.ts';
import type { Context } from '../io.ts';
import { checkFiles } from './check-files.ts';
import { describeInspection, type Inspection } from './describe-inspection.ts';
import { itemLines } from './item-lines.ts';
import { packAt } from './open-pack.ts';
import { findSuspects } from './suspects.ts';

interface InspectFlags {
  readonly json?: boolean;
  readonly map?: string;
  readonly items?: boolean;
}

/** Adds `vitrine inspect`. */
export function addInspect(program: Command, { io, fail }: Context): void {
  program
    .command('inspect')
    .description('Prints what is in a pack, checks its files, and lists items with suspicious vectors.')
    .argument('<pack>', 'folder of the pack, or address of its manifest')
    .option('--map <file>', 'draw a map of the catalogue as a page, such as map.html')
    .option('--items', 'print only the items, as shoppers see them, one JSON object a line')
    .option('--json', 'print one JSON object instead of text')
    .addHelpText(
      'after',
      '\nEnds with 1 if a file is missing or damaged.\n\nExample:\n  vitrine inspect public/pack --map map.html',
    )
    .action(async (place: string, { json, map, items }: InspectFlags) => {
      if (items) {
        for (const line of itemLines(await loadDetailedPack(packAt(place)), Date.now())) io.out(line);
        return;
      }
      const inspection = await inspect(place, packAt(place), map);
      io.out(json ? `${JSON.stringify(inspection)}\n` : describeInspection(inspection));
      const damaged = inspection.files.filter(({ damage }) => damage !== undefined);
      if (damaged.length === 0) return;
      fail();
      io.err(
        `vitrine: ${damaged.length} of ${inspection.files.length} files are damaged: build the pack again\n`,
      );
    });
}

/** @throws {VitrineError} `pack-load`, `bad-pack` or `pack-version` if the manifest cannot be read. */
async function inspect(place: string, read: ReadFile, map: string | undefined): Promise<Inspection> {
  const manifest = await readManifest(read);
  const files = await checkFiles(read, manifest);
  if (files.some(({ damage }) => damage !== undefined)) return { place, manifest, files, suspects: [] };
  const pack = await loadPack(read);
  const scorer = createFloatScorer(pack.rows);
  const projection = decodeProjection(await read(manifest.projection.file));
  const equal = project(projection, new Float32Array(manifest.from).fill(Math.sqrt(1 / manifest.from)));
  const suspects = await findSuspects(pack, scorer, equal);
  scorer.dispose();
  if (map !== undefined) {
    const { mapPage } = await import('./map-page.ts'); // imports files as text, which needs a bundler
    await writeFile(map, mapPage(pack, `Map of ${manifest.items} items`));
  }
  return { place, manifest, files, suspects };
}
