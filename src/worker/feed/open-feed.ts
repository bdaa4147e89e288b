/** A shop's feed, embedded on the device, in place of a pack. Its own chunk. */
import { withCardFields } from '../../core/card-items.ts';
import { noColumns, type Catalogue } from '../../core/catalogue.ts';
import { itemText } from '../../core/item-text.ts';
import type { Rows } from '../../core/ports.ts';
import type { Item } from '../../types.ts';
import type { TextModel } from '../text-model.ts';
import { embedInSteps, embedNew } from './feed-rows.ts';
import { feedCache } from './feed-cache.ts';
import { fetchFeed } from './fetch-feed.ts';
import { readFeed } from './read-feed.ts';

/** A larger catalogue needs a pack. */
const MAX_ITEMS = 2000;

export interface OpenedFeed {
  /** The items that are embedded first. */
  readonly catalogue: Catalogue;
  /** A hint for the shop's developer. */
  readonly note: string;
  /** Embeds the other items. Yields the larger catalogue after each step. */
  rest(): AsyncGenerator<Catalogue>;
  /** Reads the feed again, and embeds the texts that are new in it. Yields the catalogue if the feed has changed. */
  renew(): AsyncGenerator<Catalogue>;
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
  const read = async () => {
    const feedItems = await readFeed(await fetchFeed(feed, MAX_ITEMS), MAX_ITEMS);
    return { ...feedItems, items: withCardFields(feedItems.items) };
  };
  const { items, left } = await read();
  const texts = items.map(itemText);
  const cache = await feedCache(feed, model, texts);
  const known = await cache?.read();
  const steps = embedInSteps(texts, known, textModel, quiet);
  const first = known ?? (await steps.next()).value!;
  if (!known) await cache?.write(first);
  let last = { items, rows: first };
  async function* rest(): AsyncGenerator<Catalogue> {
    for await (const rows of steps) {
      await cache?.write(rows); // a visit may end at any moment: the next one continues from here
      last = { items, rows };
      yield catalogueOf(last);
    }
  }
  async function* renew(): AsyncGenerator<Catalogue> {
    const { items } = await read();
    if (JSON.stringify(items) === JSON.stringify(last.items)) return;
    const texts = items.map(itemText);
    const rows = await embedNew(
      texts,
      { texts: last.items.map(itemText), rows: last.rows },
      textModel,
      quiet,
    );
    await (await feedCache(feed, model, texts))?.write(rows);
    last = { items, rows };
    yield catalogueOf(last);
  }
  const note = noteOf(items.length, left, known?.count ?? 0);
  return { catalogue: catalogueOf(last), note, rest, renew };
}

/** @param feed The rows may be of the first items only. */
function catalogueOf(feed: { readonly items: readonly Item[]; readonly rows: Rows }): Catalogue {
  const { rows } = feed;
  const items = feed.items.slice(0, rows.count);
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
