const formats = new Map<string, Intl.NumberFormat>();

/** A price as the language writes it; without a known currency, the bare number. */
export function formatPrice(
  price: number | undefined,
  currency: string | undefined,
  language: string,
): string {
  return price === undefined ? '' : formatOf(currency ?? '', language).format(price);
}

/** Kept, since making one takes longer than making a card. */
function formatOf(currency: string, language: string): Intl.NumberFormat {
  const key = `${currency} ${language}`;
  const format = formats.get(key) ?? makeFormat(currency, language);
  formats.set(key, format);
  return format;
}

function makeFormat(currency: string, language: string): Intl.NumberFormat {
  try {
    return new Intl.NumberFormat(language, { style: 'currency', currency });
  } catch {
    return new Intl.NumberFormat(undefined, { minimumFractionDigits: 2 });
  }
}
