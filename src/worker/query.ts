import type { Embedded, QueryModel } from './text-model.ts';

/** What a search compares: a text with the items' texts, or an image with the items' images. */
export type QueryKind = 'text' | 'image';

/**
 * A query as a vector, made by a page, and the words of a text. `none` is a query without content, which finds nothing.
 */
export type Query =
  | (Embedded & { readonly kind: 'text'; readonly model: QueryModel; readonly text: string })
  | (Embedded & { readonly kind: 'image'; readonly model: QueryModel })
  | { readonly kind: 'none' };
