/** Prices and stock that change while a pack stays. Its own chunk: only for packs that have such a file. */
import type { Catalogue } from '../../core/catalogue.ts';
import { decodePrices, withPrices } from '../../pack/prices.ts';
import { fetchFile } from '../../wire/fetch-file.ts';

/** Gives the items of a pack at their prices now. */
export class Prices {
  #last: string | undefined;

  /**
   * @param url Of the file that the manifest names.
   * @param items As the pack has them.
   */
  constructor(
    private readonly url: string,
    private readonly items: Catalogue['items'],
  ) {}

  /**
   * @returns Nothing, where they are what they were.
   * @throws {VitrineError} `pack-load`, `bad-pack` or `pack-version`.
   */
  async read(): Promise<Catalogue['items'] | undefined> {
    const bytes = await fetchFile(this.url, { cache: 'no-cache' });
    const prices = decodePrices(bytes);
    const now = new TextDecoder().decode(bytes);
    if (now === this.#last) return undefined;
    this.#last = now;
    return withPrices(this.items, prices);
  }
}
