import { EVENT_WEIGHTS } from '../../core/history/event.ts';
import type { ShopperEvent } from '../../types.ts';

type Embed = (text: string) => Promise<{ readonly vector: Float32Array }>;

/** Milliseconds without a call of the page after which the text model may run. */
const IDLE = 3000;
/** How many of the latest unknown items are embedded. */
const MAX_ITEMS = 32;

/**
 * The vectors of items that the pack lacks, made from the texts that the page gives them. The text model is loaded only if
 * there are such items, the engine has been idle for a while and the shopper does not save data. A vector stays in
 * memory as long as the history has its item.
 */
export class UnknownItems {
  #vectors = new Map<string, Float32Array>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #embedding = false;
  #gaveUp = false;

  /** @param embedded Called when there are more vectors than before. */
  constructor(
    private readonly isKnown: (id: string) => boolean,
    private readonly events: () => readonly ShopperEvent[],
    private readonly embed: Embed,
    private readonly embedded: () => void,
  ) {}

  /** By id, of the items that were embedded. */
  get vectors(): ReadonlyMap<string, Float32Array> {
    const vectors = new Map<string, Float32Array>();
    for (const [id, text] of this.#texts()) {
      const vector = this.#vectors.get(text);
      if (vector) vectors.set(id, vector);
    }
    return vectors;
  }

  /** The title that the page gives an item, if the pack lacks it. */
  titleOf(id: string): string | undefined {
    return this.#texts().get(id)?.split('. ', 1)[0]; // the title comes first, see `itemText`
  }

  /** To be called when the page calls, and when the history has changed: embeds new items later. */
  touch(): void {
    const texts = new Set(this.#texts().values());
    for (const text of this.#vectors.keys()) if (!texts.has(text)) this.#vectors.delete(text);
    clearTimeout(this.#timer);
    if (this.#gaveUp || this.#embedding || this.#next() === undefined || savesData()) return;
    this.#timer = setTimeout(() => void this.#embedAll(), IDLE);
  }

  /** To be called when there is another text model: vectors of two models cannot be compared. */
  forget(): void {
    this.#vectors = new Map();
    this.#gaveUp = false;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#gaveUp = true;
    this.#vectors.clear();
  }

  async #embedAll(): Promise<void> {
    this.#embedding = true;
    try {
      for (let text = this.#next(); text !== undefined; text = this.#next()) {
        const vectors = this.#vectors; // `forget` may replace it meanwhile
        const { vector } = await this.embed(text);
        vectors.set(text, vector);
      }
    } catch {
      this.#gaveUp = true; // the pack has no model: a search reports it
    }
    this.#embedding = false;
    this.touch(); // drops vectors of items that were erased meanwhile
    if (this.#vectors.size > 0) this.embedded();
  }

  #next(): string | undefined {
    return [...this.#texts().values()].find((text) => !this.#vectors.has(text));
  }

  /** The texts of the latest unknown items, by id. */
  #texts(): Map<string, string> {
    const texts = new Map<string, string>();
    for (const { name, ids, texts: given } of this.events().toReversed()) {
      if (!given || EVENT_WEIGHTS[name] === 0) continue;
      for (const id of ids) {
        if (texts.size >= MAX_ITEMS) return texts;
        if (Object.hasOwn(given, id) && !texts.has(id) && !this.isKnown(id)) texts.set(id, given[id]!);
      }
    }
    return texts;
  }
}

function savesData(): boolean {
  return (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
}
