import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seeded } from '../../../core/vectors/random.ts';
import { VitrineError } from '../../../errors.ts';
import type { Item } from '../../../types.ts';
import { readCatalogue, type Catalogue } from '../catalogue.ts';
import { noOrders, readOrders } from '../orders.ts';
import { mutated, type Mutation } from './mutations.ts';
import { markedSeeds, otherSeeds, type Seed } from './seeds.ts';

/** What damaged feeds have done. */
export interface FuzzResult {
  readonly files: number;
  /** Files that gave items, and those that ended in an error of the project's own. */
  readonly read: number;
  readonly refused: number;
  /** What should not be: a crash, a hang, a wrong line, an item with another's field. */
  readonly faults: readonly string[];
  /** Milliseconds that the slowest file took. */
  readonly slowest: number;
}

/** Milliseconds that a file of some kilobytes may take on a machine with other work. */
const MAX_TIME = 20_000;

/**
 * Damages valid feeds, of each format and platform, and reads them.
 *
 * @param seed Of the damage: the same gives the same files.
 * @param onFault Is told each fault at once.
 */
export async function fuzz(
  files: number,
  seed: number,
  onFault: (fault: string) => void = () => undefined,
): Promise<FuzzResult> {
  const random = seeded(seed);
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-fuzz-'));
  const seeds = [...markedSeeds(), ...otherSeeds()];
  const whole = new Map<Seed, ReadonlyMap<string, Item>>();
  const faults: string[] = [];
  let [read, refused, slowest] = [0, 0, 0];
  try {
    for (let i = 0; i < files; i++) {
      const one = seeds[i % seeds.length]!;
      if (!whole.has(one)) whole.set(one, byId(await outcome(folder, one.name, one.bytes)));
      const mutation = mutated(one.bytes, random, one.isLines);
      const began = performance.now();
      const found = await outcome(folder, one.name, mutation.bytes);
      const took = performance.now() - began;
      slowest = Math.max(slowest, took);
      if (found instanceof VitrineError) refused++;
      else if (!(found instanceof Error)) read++;
      const say = (what: string) => {
        faults.push(`${one.name}, file ${i} of seed ${seed}, ${mutation.what}: ${what}`);
        onFault(faults.at(-1)!);
      };
      if (took > MAX_TIME) say(`took ${(took / 1000).toFixed(1)} s`);
      for (const fault of faultsOf(found, mutation, one, whole.get(one)!)) say(fault);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return { files, read, refused, faults, slowest };
}

async function outcome(folder: string, name: string, bytes: Buffer): Promise<Catalogue | Error> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  try {
    if (!/orders/.test(name)) return await readCatalogue([path]);
    const lines = readOrders(path, new Map(), noOrders());
    while (!(await lines.next()).done);
    return new VitrineError('bad-catalogue', 'orders were read');
  } catch (error) {
    return error as Error;
  }
}

function byId(found: Catalogue | Error): ReadonlyMap<string, Item> {
  return new Map(found instanceof Error ? [] : found.items.map((item) => [item.id, item]));
}

function* faultsOf(
  found: Catalogue | Error,
  mutation: Mutation,
  seed: Seed,
  whole: ReadonlyMap<string, Item>,
): Generator<string> {
  const lines = mutation.bytes
    .toString(/^\uFEFF|^.\0/.test(mutation.bytes.toString('latin1')) ? 'utf16le' : 'latin1')
    .split(/\r\n?|\n/).length;
  if (found instanceof Error) {
    if (!(found instanceof VitrineError)) yield `crashed: ${found.stack ?? found.message}`;
    else if (found.code !== 'bad-catalogue' && found.code !== 'bad-argument')
      yield `ended with ${found.code}`;
    return;
  }
  for (const { line, reason } of [...found.refused.listed, ...found.skipped.listed, ...found.guessed.listed])
    if (!(line >= 1 && line <= Math.max(lines, 2000))) yield `${reason} on line ${line} of ${lines}`;
  const isLocal = mutation.line !== undefined && seed.isLines;
  if (isLocal)
    for (const { line, reason } of found.refused.listed)
      if (line !== mutation.line) yield `refused line ${line}, which is whole: ${reason}`;
  yield* mixed(found.items, seed.markers);
  if (isLocal) yield* changed(found.items, mutation, seed, whole);
}

/** Items with fields of several products. */
function* mixed(items: readonly Item[], markers: readonly string[]): Generator<string> {
  for (const item of items) {
    const text = JSON.stringify(item);
    const named = markers.filter((marker) => text.includes(marker));
    if (named.length > 1) yield `an item has fields of ${named.length} products: ${text.slice(0, 300)}`;
  }
}

/** Items of whole lines that are not what they are without the damage. */
function* changed(
  items: readonly Item[],
  { line }: Mutation,
  { bytes, markers }: Seed,
  whole: ReadonlyMap<string, Item>,
): Generator<string> {
  const damaged = bytes.toString('latin1').split('\n')[line! - 1] ?? '';
  const found = new Map(items.map((item) => [item.id, item]));
  for (const [id, item] of whole) {
    const marker = markers.find((one) => JSON.stringify(item).includes(one));
    if (marker === undefined || damaged.includes(marker)) continue;
    if (JSON.stringify(found.get(id)) !== JSON.stringify(item))
      yield `item ${id} is not as it was: ${JSON.stringify(found.get(id))}`;
  }
}
