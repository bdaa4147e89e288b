const formats = new Map<string, Intl.NumberFormat>();

/** Writes numbers as a language does. Formats are kept, because creating one takes longer than creating a card. */
export function formatNumber(
  language: string,
  options: Intl.NumberFormatOptions = {},
): (value: number) => string {
  const key = `${language} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) formats.set(key, (format = create(language, options)));
  return (value) => format.format(value);
}

function create(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  try {
    return new Intl.NumberFormat(language, options);
  } catch {
    return new Intl.NumberFormat(undefined, options); // the page's `lang` is not a language tag
  }
}
