import { EVENT_WEIGHTS } from '../../core/history/event.ts';
import type { ShopperEvent } from '../../types.ts';

type Embed = (text: string) => Promise<{ readonly vector: Float32Array }>;

/** Milliseconds without a call of the page, after which it may be the model's turn. */
const IDLE = 3000;
/** How many items that the pack lacks are learned from, the latest. */
const MOST = 32;

/**
 * Vectors of items that the pack lacks, from what the page told of them. The text model is loaded for them only where
 * there are such items and the engine has had nothing else to do for a while, and not where the shopper saves data. What
 * was read stays in memory as long as the history names it: it is as much the shopper's as the history.
 */
export class UnknownItems {
  #vectors = new Map<string, Float32Array>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reading = false;
  #hopeless = false;

  /** @param learned Called when there are more vectors than before. */
  constructor(
    private readonly isKnown: (id: string) => boolean,
    private readonly events: () => readonly ShopperEvent[],
    private readonly embed: Embed,
    private readonly learned: () => void,
  ) {}

  /** By id, of what has been read. */
  get vectors(): ReadonlyMap<string, Float32Array> {
    const vectors = new Map<string, Float32Array>();
    for (const [id, text] of this.#texts()) {
      const vector = this.#vectors.get(text);
      if (vector) vectors.set(id, vector);
    }
    return vectors;
  }

  /** What an item that the pack lacks is called, as the page told it. */
  titleOf(id: string): string | undefined {
    return this.#texts().get(id)?.split('. ', 1)[0]; // the title comes first, see `itemText`
  }

  /** The page has called, or the history has changed: reads what is new later. */
  touch(): void {
    const texts = new Set(this.#texts().values());
    for (const text of this.#vectors.keys()) if (!texts.has(text)) this.#vectors.delete(text);
    clearTimeout(this.#timer);
    if (this.#hopeless || this.#reading || this.#unread() === undefined || savesData()) return;
    this.#timer = setTimeout(() => void this.#read(), IDLE);
  }

  /** Another model reads from now on: what the one before has read cannot be compared. */
  forget(): void {
    this.#vectors = new Map();
    this.#hopeless = false;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#hopeless = true;
    this.#vectors.clear();
  }

  async #read(): Promise<void> {
    this.#reading = true;
    try {
      for (let text = this.#unread(); text !== undefined; text = this.#unread()) {
        const vectors = this.#vectors; // it may be forgotten meanwhile
        const { vector } = await this.embed(text);
        vectors.set(text, vector);
      }
    } catch {
      this.#hopeless = true; // a pack without a model: a search will say so
    }
    this.#reading = false;
    this.touch(); // forgets what was erased meanwhile
    if (this.#vectors.size > 0) this.learned();
  }

  #unread(): string | undefined {
    return [...this.#texts().values()].find((text) => !this.#vectors.has(text));
  }

  /** The latest, by id. */
  #texts(): Map<string, string> {
    const texts = new Map<string, string>();
    for (const { name, ids, texts: told } of this.events().toReversed()) {
      if (!told || EVENT_WEIGHTS[name] === 0) continue;
      for (const id of ids) {
        if (texts.size >= MOST) return texts;
        if (Object.hasOwn(told, id) && !texts.has(id) && !this.isKnown(id)) texts.set(id, told[id]!);
      }
    }
    return texts;
  }
}

function savesData(): boolean {
  return (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
}
