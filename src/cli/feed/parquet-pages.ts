import type { AsyncBuffer, ColumnMetaData, FileMetaData } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';

/**
 * Checks the header of every page, since the library trusts them: a length that a damaged header lacks makes it read one
 * place for ever.
 *
 * @throws {Error} if a header lacks a number, or one cannot be right; or whatever the library meets in it.
 */
export async function checkPages(buffer: AsyncBuffer, { row_groups }: FileMetaData): Promise<void> {
  for (const { meta_data } of row_groups.flatMap(({ columns }) => columns))
    if (meta_data) checkColumn(await bytesOf(buffer, meta_data), meta_data);
}

async function bytesOf(buffer: AsyncBuffer, meta: ColumnMetaData): Promise<DataView<ArrayBuffer>> {
  // As the library finds them; an offset of 0 is none, since the file begins with its magic.
  const start = Number(meta.dictionary_page_offset || meta.data_page_offset);
  return new DataView(await buffer.slice(start, start + Number(meta.total_compressed_size)));
}

function checkColumn(view: DataView<ArrayBuffer>, { num_values: values }: ColumnMetaData): void {
  const reader = { view, offset: 0 };
  while (reader.offset < view.byteLength - 1) {
    const header = parquetHeader(reader);
    const { compressed_page_size: size, uncompressed_page_size: inflated } = header;
    const { data_page_header: first, data_page_header_v2: second, dictionary_page_header: words } = header;
    const numbers = [
      size,
      inflated,
      words?.num_values ?? 0,
      first?.num_values ?? 0,
      ...(second
        ? [
            second.num_values,
            second.num_nulls,
            second.num_rows,
            second.definition_levels_byte_length,
            second.repetition_levels_byte_length,
          ]
        : []),
    ];
    const isShort = Math.max(first?.num_values ?? 0, second?.num_values ?? 0) > values;
    if (isShort || !numbers.every(isNatural))
      throw new Error('the header of a page has a number that cannot be right');
    reader.offset += size;
  }
}

function isNatural(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
