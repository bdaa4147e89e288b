import type { Html } from '../server/html.ts';
import type { Shop } from '../server/listing.ts';

/** What a page is made from. */
export interface PageRequest {
  readonly shop: Shop;
  readonly url: URL;
  /** The address's path, with its escapes read. */
  readonly path: string;
  readonly cookies: Readonly<Record<string, string>>;
}

/** What a page says of itself; the layout puts the rest around it. */
export interface PageParts {
  readonly title: string;
  readonly main: Html;
  /** More for the head. */
  readonly head?: Html;
  /** The page's own script, in `demo/client`. */
  readonly script?: string;
  /** An HTTP status. Default 200. */
  readonly status?: number;
}
