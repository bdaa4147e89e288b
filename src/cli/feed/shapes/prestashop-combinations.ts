import { eachRow, type ShapeKind } from './shape.ts';

/**
 * PrestaShop's table of combinations for import: it has what its products' rows lack, but neither a title nor a price of its
 * own, and the shop shows all combinations on the page of their product.
 */
export const prestaShopCombinations: ShapeKind = {
  fits: (record) => {
    const names = Object.keys(record);
    return (
      names.some((name) => /^Product (?:ID|Reference)\*?$/i.test(name)) &&
      names.some((name) => /^Attribute ?\(Name:Type:Position\)/i.test(name))
    );
  },
  create: () => eachRow(({ line }) => [{ line, skipped: 'is a combination, for which its product stands' }]),
};
