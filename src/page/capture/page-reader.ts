import { watchPage } from './page-watch.ts';
import { readPage } from './read-page.ts';
import type { PageFacts } from './structured.ts';
import { readMarks, type Marks } from './tagged.ts';

/** Milliseconds that a page has to fill its data layer before it is read. */
const SETTLE = 1000;

/** What was read from a page. */
export interface PageAccount {
  readonly facts: PageFacts;
  readonly marks: Marks;
  readonly address: string;
}

export interface PageReaderOptions {
  /** Whether the data layer is still being read: the page is read after that. */
  readonly busy: () => boolean;
  /** Takes what was read when the page has settled, and again when it has changed. */
  readonly read: (account: PageAccount) => void;
  /** Called when the address has changed. */
  readonly left: () => void;
  /** Takes errors: pages hold odd data. */
  readonly failed: (error: unknown) => void;
}

/** Reads the page, and the pages that follow it without loading. */
export class PageReader {
  #address = pageAddress();
  /** What was last read, as text; and what the page before had, while the document may still show it. */
  #account = '';
  #stale: string | undefined;
  #settling: ReturnType<typeof setTimeout> | undefined;
  readonly #unwatch: () => void;

  constructor(private readonly options: PageReaderOptions) {
    this.#unwatch = watchPage(() => {
      this.#changed();
    });
    this.#soon(SETTLE);
  }

  get address(): string {
    return this.#address;
  }

  stop(): void {
    clearTimeout(this.#settling);
    this.#unwatch();
  }

  #changed(): void {
    if (this.#address !== pageAddress()) {
      this.#address = pageAddress();
      this.#stale = this.#account;
      this.options.left();
      this.#soon(SETTLE);
    } else if (this.#settling === undefined) this.#soon(0);
  }

  #soon(delay: number): void {
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      whenIdle(() => {
        this.#settle();
      });
    }, delay);
  }

  #settle(): void {
    this.#settling = undefined;
    if (this.options.busy()) {
      this.#soon(SETTLE);
      return;
    }
    try {
      this.options.read(this.#read());
    } catch (error) {
      this.options.failed(error);
    }
  }

  #read(): PageAccount {
    const address = this.#address;
    const marks = readMarks(document);
    const facts = readPage(document, address, marks);
    this.#account = JSON.stringify(facts);
    // Facts that stayed the same after the address changed belong to the page before.
    const isStale = this.#stale === this.#account;
    if (!isStale) this.#stale = undefined;
    return { facts: isStale ? { list: [] } : facts, marks, address };
  }
}

function pageAddress(): string {
  return location.href.split('#', 1)[0]!;
}

function whenIdle(work: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: SETTLE });
  else setTimeout(work);
}
