import { watchPage } from './page-watch.ts';
import { blocksOf, headingsOf, loadReaders, readSources, type Blocks } from './read-page.ts';
import { searchTerm } from './search-term.ts';
import { combined, type PageFacts } from './structured.ts';
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

/** What was read, to tell later whether it is still there. */
interface Reading {
  /** What each source said, as text. */
  readonly sources: readonly string[];
  readonly blocks: Blocks;
  /** What a shopper reads on top, and what they have searched for: it changes with the page. */
  readonly top: string;
}

/** Reads the page, and the pages that follow it without loading. */
export class PageReader {
  #address = pageAddress();
  #last: Reading | undefined;
  /** The last reading of the page before, while the document may still show it. */
  #before: Reading | undefined;
  /** Whether the address has changed and may name the same page: a page may tidy it. */
  #mayBeSame = false;
  #settling: ReturnType<typeof setTimeout> | undefined;
  readonly #unwatch: () => void;

  constructor(private readonly options: PageReaderOptions) {
    this.#unwatch = watchPage((replaced) => {
      this.#changed(replaced);
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

  #changed(replaced: boolean): void {
    const address = pageAddress();
    if (this.#address === address) {
      if (this.#settling === undefined) this.#soon(0);
      return;
    }
    this.#mayBeSame = replaced || pathOf(address) === pathOf(this.#address);
    this.#address = address;
    if (!this.#mayBeSame) this.#turn();
    this.#soon(SETTLE);
  }

  /** Another page begins. */
  #turn(): void {
    this.#mayBeSame = false;
    this.#before = this.#last;
    this.options.left();
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
    const loading = loadReaders(document);
    if (loading) {
      loading.then(() => {
        this.#soon(0);
      }, this.options.failed);
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
    const read = () => readSources(document, address, marks, this.#before?.blocks);
    let sources = read();
    if (this.#mayBeSame && !this.#isSame(sources)) {
      this.#turn();
      sources = read();
    }
    this.#mayBeSame = false;
    const texts = sources.map((source) => JSON.stringify(source));
    this.#last = { sources: texts, blocks: blocksOf(document), top: topOf(address) };
    // What a source still says after the address has changed belongs to the page before.
    const { before } = this.#fresh(texts);
    return { facts: combined(sources.filter((_, i) => texts[i] !== before[i])), marks, address };
  }

  /** Whether an address that has changed names the page that was read before. */
  #isSame(sources: readonly PageFacts[]): boolean {
    const { sources: before = [], top } = this.#last ?? {};
    return top === topOf(this.#address) && sources.every((source, i) => JSON.stringify(source) === before[i]);
  }

  /** Forgets of the page before what its sources no longer say. */
  #fresh(texts: readonly string[]): { readonly before: readonly (string | undefined)[] } {
    const sources = this.#before?.sources.map((text, i) => (text === texts[i] ? text : '')) ?? [];
    if (this.#before) this.#before = { ...this.#before, sources };
    return { before: sources };
  }
}

/** The address without its fragment, unless that is a route of a single-page app. */
function pageAddress(): string {
  const { href, hash } = location;
  return /^#[!/]/.test(hash) ? href : href.split('#', 1)[0]!;
}

function pathOf(address: string): string {
  return address.split('?', 1)[0]!.replace(/\/$/, '');
}

function topOf(address: string): string {
  return JSON.stringify([document.title, headingsOf(document), searchTerm(address)]);
}

function whenIdle(work: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: SETTLE });
  else setTimeout(work);
}
