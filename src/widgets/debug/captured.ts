import type { EventParameters, Recommender } from '../../types.ts';
import type { PageItem } from '../../page/capture/item.ts';
import type { Row } from './sections.ts';

/** Items of one event, and ids of one item, that are shown. */
const MAX_ITEMS = 5;
const MAX_IDS = 4;

/** What capture calls its sources. A call of the shop's own script has none. */
const SOURCES: Readonly<Record<string, string>> = {
  layer: 'data layer',
  mark: 'data-vitrine mark',
  platform: 'platform',
  sight: 'what was in sight',
};

/** The methods of a recommender, which may be wrapped. */
type Calls = { -readonly [Name in keyof Recommender]: Recommender[Name] };
type Track = (name: string, parameters?: EventParameters, by?: string) => Promise<void>;

/** Records the events of a page as they are tracked, with where they come from and which items the pack knows. */
export class Captured {
  readonly #rows: Row[] = [];

  /** @param changed Called when there is more to show. */
  constructor(
    private readonly recommender: Recommender,
    private readonly changed: () => void,
  ) {
    const calls = recommender as Calls;
    const track = recommender.track as Track;
    calls.track = (async (name: string, parameters: EventParameters = {}, by?: string) => {
      await track(name, parameters, by);
      await this.#record(name, parameters, by);
    }) as Recommender['track'];
  }

  /** The latest first. */
  get rows(): readonly Row[] {
    return this.#rows;
  }

  async #record(name: string, parameters: EventParameters, by: string | undefined): Promise<void> {
    const items: readonly PageItem[] = (parameters.items ?? []).slice(0, MAX_ITEMS);
    const found = await Promise.all(items.map((item) => this.#inPack(item)));
    this.#rows.unshift({
      event: name,
      from: by === 'page' ? pageSources(items) : (SOURCES[by ?? ''] ?? 'a call of track'),
      says:
        items.map(({ item_id, also = [] }) => [item_id, ...also].slice(0, MAX_IDS).join(' = ')).join(', ') ||
        term(parameters),
      'in the pack': items.length === 0 ? '–' : found.join(', '),
    });
    this.changed();
  }

  /** A pinned item appears wherever the pack has it. */
  async #inPack({ item_id, also = [] }: PageItem): Promise<string> {
    for (const id of [item_id, ...also]) {
      const shelf = await this.recommender
        .recommend({
          model: 'trending-items',
          limit: 1,
          include: [id],
          rules: { pin: [{ objectID: id, position: 1 }] },
        })
        .catch(() => undefined);
      const known = shelf?.items[0]?.objectID;
      if (known !== undefined) return known === id ? id : `${known} (by ${id})`;
    }
    return 'not in the pack';
  }
}

function term({ search_term }: EventParameters): string {
  return typeof search_term === 'string' ? search_term : '';
}

/** What of the page names these items. */
function pageSources(items: readonly PageItem[]): string {
  const ids = items.flatMap(({ item_id, also = [] }) => [item_id, ...also]);
  const markup = (selector: string) =>
    [...document.querySelectorAll(selector)].map((element) => element.outerHTML).join('\n');
  const sources = [
    ['JSON-LD', markup('script[type*="ld+json" i]')],
    ['microdata', markup('[itemscope][itemtype*="schema.org/"]')],
    ['og: tags', markup('meta[property^="og:"], meta[property^="product:"]')],
  ] as const;
  const saying = sources.filter(([, text]) => ids.some((id) => text.includes(id))).map(([name]) => name);
  return saying.join(', ') || 'the page';
}
