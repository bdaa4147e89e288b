import { formatNumber } from './number.ts';

/**
 * A price as a language writes it; the bare number, if the currency is unknown; empty, if the price is.
 *
 * @param currency ISO 4217, such as `EUR`.
 * @param language BCP 47, such as `de-AT`.
 */
export function formatPrice(
  price: number | undefined,
  currency: string | undefined,
  language: string,
): string {
  if (price === undefined) return '';
  const plain = () => formatNumber(language, { minimumFractionDigits: 2 })(price);
  if (currency === undefined) return plain();
  try {
    return formatNumber(language, { style: 'currency', currency })(price);
  } catch {
    return plain(); // it is no code of a currency
  }
}
