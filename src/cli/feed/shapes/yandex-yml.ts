import { textOf } from '../../../core/feed/value.ts';
import { recordOf } from './record.ts';
import { eachRow, type ShapeKind } from './shape.ts';

/**
 * Offers of Yandex's YML that have no name: kind of thing, vendor and model are the title.
 *
 * @see https://yandex.ru/support/partnermarket/export/vendor-model.html
 */
export const yandexYml: ShapeKind = {
  fits: ({ vendor, model, typePrefix, type }) =>
    textOf(model) !== undefined &&
    (textOf(typePrefix) !== undefined || (textOf(vendor) !== undefined && textOf(type) === 'vendor.model')),
  create: () =>
    eachRow(({ line, record }) => {
      const parts = [record['typePrefix'], record['vendor'], record['model']].flatMap(
        (part) => textOf(part) ?? [],
      );
      const title = textOf(record['name']) ?? (parts.length > 0 ? parts.join(' ') : undefined);
      return [{ line, record: recordOf({ title }, record) }];
    }),
};
