import { field, isNode, type Node } from '../../core/schema/node.ts';

const PREFIX = 'ecommerce.';

/**
 * The `ecommerce` of a data layer as Google Tag Manager sees it: an entry adds its fields to those of the entries before
 * it, `ecommerce: null` takes them away, and `'ecommerce.items'` is a field, too.
 *
 * @see https://developers.google.com/tag-platform/tag-manager/datalayer
 */
export class LayerModel {
  #ecommerce: Node = {};

  /** Takes an entry. @returns What the entry itself says, and all that the layer says by now. */
  take(entry: Node): { readonly own: Node; readonly all: Node } {
    const given = field(entry, 'ecommerce');
    if (given === null) this.#ecommerce = {};
    const dotted = Object.keys(entry)
      .filter((name) => name.startsWith(PREFIX))
      .map((name) => [name.slice(PREFIX.length), entry[name]] as const);
    const own = Object.assign(
      Object.create(null),
      Array.isArray(given) ? { items: given as unknown } : given,
    ) as Node;
    Object.assign(own, Object.fromEntries(dotted));
    if (isNode(own)) this.#ecommerce = { ...this.#ecommerce, ...own };
    return { own, all: this.#ecommerce };
  }
}
