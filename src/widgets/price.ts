const formats = new Map<string, Intl.NumberFormat>();

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
  return price === undefined ? '' : formatOf(currency ?? '', language).format(price);
}

/** Formats are kept, because creating one takes longer than creating a card. */
function formatOf(currency: string, language: string): Intl.NumberFormat {
  const key = `${currency} ${language}`;
  const format = formats.get(key) ?? createFormat(currency, language);
  formats.set(key, format);
  return format;
}

function createFormat(currency: string, language: string): Intl.NumberFormat {
  try {
    return new Intl.NumberFormat(language, { style: 'currency', currency });
  } catch {
    return createPlainFormat(language);
  }
}

function createPlainFormat(language: string): Intl.NumberFormat {
  const options = { minimumFractionDigits: 2 };
  try {
    return new Intl.NumberFormat(language, options);
  } catch {
    return new Intl.NumberFormat(undefined, options); // the page's `lang` is not a language tag
  }
}
