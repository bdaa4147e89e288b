/** A shop's feed, embedded on the device, in place of a pack. Its own chunk. */
import { noColumns, type Catalogue } from '../../core/catalogue.ts';
import { itemText } from '../../core/item-text.ts';
import { ordinaryRows } from '../../core/vectors/quantise.ts';
import { quantiseRows } from '../../core/vectors/quantise.ts';
import type { Rows } from '../../core/ports.ts';
import type { Item } from '../../types.ts';
import type { TextModel } from '../text-model.ts';
import { feedCache } from './feed-cache.ts';
import { fetchFeed } from './fetch-feed.ts';
import { readFeed } from './read-feed.ts';

/** A larger catalogue needs a pack. */
const MAX_ITEMS = 2000;
/** How many texts are embedded before the page gets a turn. */
const SLICE = 16;
/** Numbers of items after which the items so far are served. */
const STEPS = [64, 256, 1024];

export interface OpenedFeed {
  /** The items that are embedded first. */
  readonly catalogue: Catalogue;
  /** A hint for the shop's developer. */
  readonly note: string;
  /** Embeds the other items. Yields the larger catalogue after each step. */
  rest(): AsyncGenerator<Catalogue>;
}

/**
 * Opens a feed: with all its vectors if an earlier visit has computed them, else with those of the first items.
 *
 * @param quiet Resolves when the page has not called for a moment.
 * @throws {VitrineError} `pack-load`, `bad-catalogue` or `model-load`.
 */
export async function openFeed(
  feed: string,
  { model, textModel, quiet }: { model: string; textModel: TextModel; quiet: () => Promise<void> },
): Promise<OpenedFeed> {
  const { items, left } = await readFeed(await fetchFeed(feed, MAX_ITEMS), MAX_ITEMS);
  const texts = items.map(itemText);
  const cache = await feedCache(feed, model, texts);
  const known = await cache?.read();
  const steps = embedInSteps(texts, known, textModel, quiet);
  const first = known ?? (await steps.next()).value!;
  if (!known) await cache?.write(first);
  async function* rest(): AsyncGenerator<Catalogue> {
    for await (const rows of steps) {
      await cache?.write(rows); // a visit may end at any moment: the next one continues from here
      yield catalogueOf(items, rows);
    }
  }
  const note = noteOf(items.length, left, known?.count ?? 0);
  return { catalogue: catalogueOf(items, first), note, rest };
}

/** Yields the rows of more and more texts, beginning with the known ones. The last rows are of all texts. */
async function* embedInSteps(
  texts: readonly string[],
  known: Rows | undefined,
  textModel: TextModel,
  quiet: () => Promise<void>,
): AsyncGenerator<Rows, undefined> {
  let rows = known;
  let vectors: Float32Array[] = [];
  for (let done = known?.count ?? 0; done < texts.length;) {
    vectors.push(...(await textModel.embedAll(texts.slice(done, done + SLICE))));
    done = Math.min(done + SLICE, texts.length);
    if (STEPS.includes(done) || done === texts.length) {
      rows = joined(rows, rowsOf(vectors));
      vectors = [];
      yield rows;
    }
    await quiet();
  }
}

function rowsOf(vectors: readonly Float32Array[]): Rows {
  const dim = vectors[0]!.length;
  const embeddings = new Float32Array(vectors.length * dim);
  vectors.forEach((vector, row) => {
    embeddings.set(vector, row * dim);
  });
  return quantiseRows(embeddings, dim);
}

function joined(before: Rows | undefined, after: Rows): Rows {
  if (!before) return after;
  const rows = ordinaryRows(before.count + after.count, after.dim);
  for (const [part, first] of [
    [before, 0],
    [after, before.count],
  ] as const) {
    rows.data.set(part.data, first * rows.dim);
    rows.scales.set(part.scales, first);
  }
  return rows;
}

function catalogueOf(all: readonly Item[], rows: Rows): Catalogue {
  const items = all.slice(0, rows.count);
  const rowOf = new Map(items.map(({ id }, row) => [id, row]));
  return { rows, items, rowOf, columns: noColumns(rows.count), tables: {} };
}

function noteOf(items: number, left: number, known: number): string {
  const how = `embedded on this device, ${known} of them on an earlier visit`;
  const without = left > 0 ? `, ${left} entries left out` : '';
  return (
    `${items} items of the feed, ${how}${without}. A pack by \`vitrine build\` adds what orders teach ` +
    '(bought together, trending), catalogues of any size, and a first shelf without the text model: see docs/feed.md'
  );
}
