import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LANGUAGES_FILE, type Languages } from '../core/languages.ts';
import type { BuildOptions } from './build-options.ts';
import { build, type BuildReport } from './build.ts';
import type { EmbedItems } from './embed.ts';
import { readCatalogue, type Catalogue } from './feed/catalogue.ts';
import { addFindings } from './feed/findings.ts';
import { readingReport, type ReadingReport } from './feed/reading-report.ts';
import { byLanguage, type GivenLanguages } from './languages.ts';
import type { Progress } from './progress.ts';
import { checkOut, writePack } from './write-pack.ts';

/** The result of a build in several languages: what was read, and a report for each language. */
export interface LanguagesReport extends ReadingReport {
  readonly out?: string;
  readonly written: boolean;
  readonly default: string;
  readonly packs: Readonly<Record<string, BuildReport>>;
  readonly seconds: number;
}

/**
 * Builds one pack for each language, in a folder named after the language, and a file that lists the packs.
 *
 * @throws {VitrineError} As `build`, and `bad-catalogue` for items without a language.
 */
export async function buildLanguages(
  options: BuildOptions,
  given: GivenLanguages,
  progress: Progress,
  embed?: EmbedItems,
): Promise<LanguagesReport> {
  const began = performance.now();
  const { out, dryRun } = options;
  if (out !== undefined) checkOut(out);
  const catalogue = await readAll(options, given, progress);
  const parts = byLanguage(catalogue.items, given.otherwise);
  const [first] = parts.keys();
  const otherwise = given.otherwise !== undefined && parts.has(given.otherwise) ? given.otherwise : first!;
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-languages-'));
  try {
    const packs: Record<string, BuildReport> = {};
    const files = new Map([[LANGUAGES_FILE, encodeLanguages([...parts.keys()], otherwise)]]);
    for (const [tag, items] of parts) {
      progress.say(`${tag}: ${items.length} items`);
      const place = out === undefined ? undefined : join(out, tag);
      const own = { previous: place, ...options, out: join(folder, tag), compress: false };
      const report = await build(own, progress, embed, () => Promise.resolve({ ...catalogue, items }));
      packs[tag] = { ...report, out: place };
    }
    const written = out !== undefined && !dryRun;
    const report = {
      ...readingReport(catalogue),
      ...(out !== undefined && { out }),
      written,
      default: otherwise,
      packs,
    };
    if (!written) return { ...report, seconds: (performance.now() - began) / 1000 };
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile()) files.set(path.slice(folder.length + 1), new Uint8Array(readFileSync(path)));
    }
    await writePack(out, files, options);
    return { ...report, seconds: (performance.now() - began) / 1000 };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * Reads the files of each language together, since two files of one language may describe the same item. Items that name no
 * language get the language of their file.
 */
async function readAll(
  options: BuildOptions,
  { byFile }: GivenLanguages,
  progress: Progress,
): Promise<Catalogue> {
  const { catalogues, columns } = options;
  const say = (message: string) => {
    progress.say(message);
  };
  const read: Catalogue[] = [];
  for (const tag of new Set(catalogues.map((file) => byFile.get(file)))) {
    const files = catalogues.filter((file) => byFile.get(file) === tag);
    const one = await readCatalogue(files, columns, { say, ...options });
    read.push({
      ...one,
      items: one.items.map((item) => ({ ...(tag !== undefined && { language: tag }), ...item })),
    });
  }
  return read.reduce(together);
}

function together(a: Catalogue, b: Catalogue): Catalogue {
  return {
    items: [...a.items, ...b.items],
    otherNames: new Map([...a.otherNames, ...b.otherNames]),
    leftOut: new Set([...a.leftOut, ...b.leftOut]),
    sharedIds: [...new Set([...a.sharedIds, ...b.sharedIds])],
    ownAttributes: [...new Set([...a.ownAttributes, ...b.ownAttributes])],
    rows: a.rows + b.rows,
    entries: a.entries + b.entries,
    refused: addFindings(a.refused, b.refused),
    repaired: addFindings(a.repaired, b.repaired),
    guessed: addFindings(a.guessed, b.guessed),
    skipped: addFindings(a.skipped, b.skipped),
    merged: a.merged + b.merged,
    files: [...a.files, ...b.files],
  };
}

function encodeLanguages(tags: readonly string[], otherwise: string): Uint8Array<ArrayBuffer> {
  const packs = Object.fromEntries(tags.map((tag) => [tag, `${tag}/manifest.json`]));
  const file: Languages = { format: 'vitrine-languages', version: 1, default: otherwise, packs };
  return new TextEncoder().encode(`${JSON.stringify(file, null, 2)}\n`);
}
