import { watchPage } from './page-watch.ts';
import { readPage } from './read-page.ts';
import type { PageFacts } from './structured.ts';
import { readMarks, type Marks } from './tagged.ts';

/** Milliseconds that a page has to speak for itself before it is read. */
const SETTLE = 1000;

/** What a page says of itself. */
export interface PageAccount {
  readonly facts: PageFacts;
  readonly marks: Marks;
  readonly address: string;
}

export interface PageReaderOptions {
  /** Whether the page is still telling of itself by other ways: it is read after that. */
  readonly busy: () => boolean;
  /** Takes what a page says, once it has settled, and again when it has changed. */
  readonly read: (account: PageAccount) => void;
  /** The address is another's now. */
  readonly left: () => void;
  /** Takes what goes wrong: pages say odd things of themselves. */
  readonly failed: (error: unknown) => void;
}

/** Reads the page, and those that come after it without loading. */
export class PageReader {
  #address = pageAddress();
  /** The page's account of itself, and that of the page before while the document still shows it. */
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
    // What stayed the same over a change of address is not of the new page.
    const isStale = this.#stale === this.#account;
    if (!isStale) this.#stale = undefined;
    return { facts: isStale ? { list: [] } : facts, marks, address };
  }
}

function pageAddress(): string {
  return location.href.replace(/#.*$/, '');
}

function whenIdle(work: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: SETTLE });
  else setTimeout(work);
}
