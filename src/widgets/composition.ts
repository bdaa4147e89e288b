import type { ModelName, Recommender } from '../types.ts';

/** What other shelves of the page show. */
export interface Taken {
  readonly ids: readonly string[];
  /** The models that other shelves ask for or have been filled by: none of them stands in for another. */
  readonly models: readonly ModelName[];
}

/** A shelf as its page's composition sees it. */
export interface Member {
  readonly element: Element;
  /** Ids of the items that it shows. */
  readonly shownIds: readonly string[];
  /** Whether the shopper is at it, so that it must not change now. */
  readonly inUse: boolean;
  /** The model that it asks for. */
  readonly model: ModelName;
  /** The model that fills it. */
  readonly filledBy: ModelName | undefined;
  /** Shows items that other shelves do not show. Never rejects. */
  ask(taken: Taken): Promise<void>;
}

/**
 * The shelves of a page that have one recommender: they ask in the order of the document, whatever order they connect in,
 * and no item is on two of them. If what a shelf shows changes, those below it ask again.
 */
class Composition {
  readonly #members = new Set<Member>();
  readonly #asking = new Set<Member>();
  #running: Promise<void> | undefined;

  /** Asks for a shelf, and for those below it if it changes. */
  refresh(member: Member): Promise<void> {
    this.#members.add(member);
    this.#asking.add(member);
    return (this.#running ??= this.#run());
  }

  /** The shelf has left the page: what it showed may show elsewhere from the next change on. */
  leave(member: Member): void {
    this.#members.delete(member);
    this.#asking.delete(member);
  }

  async #run(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve)); // the elements of a page connect in one task
    try {
      while (this.#asking.size > 0) await this.#pass();
    } finally {
      this.#running = undefined;
    }
  }

  async #pass(): Promise<void> {
    const asking = new Set(this.#asking);
    this.#asking.clear();
    const inOrder = [...this.#members].sort((a, b) => byPosition(a.element, b.element));
    const ids = new Set<string>();
    const models = new Set<ModelName>();
    const take = ({ shownIds, filledBy }: Member) => {
      for (const id of shownIds) ids.add(id);
      if (filledBy && shownIds.length > 0) models.add(filledBy);
    };
    inOrder.filter(({ inUse }) => inUse).forEach(take);
    let changed = false;
    for (const member of inOrder) {
      if (changed || asking.has(member)) {
        const before = String(member.shownIds);
        const asked = [...connected].flatMap((other) => (other === member ? [] : other.model));
        await member.ask({ ids: [...ids], models: [...models, ...asked] });
        changed ||= String(member.shownIds) !== before;
      }
      take(member);
    }
  }
}

/** The shelves of the page, also those that have not been near the viewport. */
const connected = new Set<Member>();

/** Tells of a shelf on the page. @returns A function that tells that it has left. */
export function connect(member: Member): () => void {
  connected.add(member);
  return () => connected.delete(member);
}

const compositions = new WeakMap<Recommender, Composition>();

/** The composition of the shelves that have this recommender. */
export function compositionOf(recommender: Recommender): Composition {
  let composition = compositions.get(recommender);
  if (!composition) compositions.set(recommender, (composition = new Composition()));
  return composition;
}

function byPosition(a: Node, b: Node): number {
  return a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1;
}
