/** A price as the language writes it; without a known currency, the bare number. */
export function formatPrice(
  price: number | undefined,
  currency: string | undefined,
  language: string,
): string {
  if (price === undefined) return '';
  try {
    return new Intl.NumberFormat(language, { style: 'currency', currency: currency ?? '' }).format(price);
  } catch {
    return new Intl.NumberFormat(undefined, { minimumFractionDigits: 2 }).format(price);
  }
}
