/** Prices and stock that change while a pack stays. Its own chunk: only packs that name such a file load it. */
import type { Catalogue } from '../../core/catalogue.ts';
import { decodePrices, withPrices, type Prices as PriceChanges } from '../../pack/prices.ts';
import { fetchFile } from '../../wire/fetch-file.ts';

/** The current prices of a pack's items. The first read starts at once, beside the pack's own files. */
export class Prices {
  /** Resolves when the first read has ended, also if it failed. */
  readonly firstRead: Promise<unknown>;
  /** Counts the changes that have been read: prices that were applied at another version are out of date. */
  version = 0;
  #text: string | undefined;
  #changes: PriceChanges = new Map();

  /** @param url Address of the file that the manifest names. */
  constructor(readonly url: string) {
    this.firstRead = this.refresh();
  }

  /** Reads the file again. A file that is damaged or does not arrive leaves the prices as they are. */
  async refresh(): Promise<void> {
    try {
      const bytes = await fetchFile(this.url, { cache: 'no-cache' });
      const changes = decodePrices(bytes);
      const text = new TextDecoder().decode(bytes);
      if (text === this.#text) return;
      this.#text = text;
      if (changes.size === 0 && this.#changes.size === 0) return;
      this.#changes = changes;
      this.version++;
    } catch {
      // the last prices stay, or those of the pack
    }
  }

  /** @param items As the pack has them. */
  applyTo(items: Catalogue['items']): Catalogue['items'] {
    return withPrices(items, this.#changes);
  }
}
