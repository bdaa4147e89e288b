import { inOrder } from '../../core/feed/ids.ts';
import type { Item } from '../../types.ts';

/** One item of two entries with its id: field by field, and attribute by attribute, the later one counts; ids add up. */
export function mergedItem(earlier: Item, later: Item): Item {
  const both = { ...earlier, ...later };
  const ids = inOrder([...(earlier.ids ?? []), ...(later.ids ?? [])], both);
  const attributes = { ...earlier.attributes, ...later.attributes };
  return {
    ...both,
    ...(ids.length > 0 && { ids }),
    ...(Object.keys(attributes).length > 0 && { attributes }),
  };
}
