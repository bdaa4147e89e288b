import type { Embedded, QueryModel } from './text-model.ts';

/** What a search compares: a text with the items' texts, or an image with the items' images. */
export type QueryKind = 'text' | 'image';

/** The vector of a query, and the model that made it. */
export type EmbeddedQuery = Embedded & { readonly model: QueryModel };

/** The words of a text. */
interface Words {
  readonly kind: 'text';
  readonly text: string;
  /** Whether the last word may be unfinished. */
  readonly typing?: boolean;
}

/** A text, with its vector if a page has made one; an image as a vector; or a query without content, which finds nothing. */
export type Query =
  (Words & Partial<EmbeddedQuery>) | (EmbeddedQuery & { readonly kind: 'image' }) | { readonly kind: 'none' };
