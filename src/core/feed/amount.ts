/** An amount as it is written, and what had to be guessed about it. */
export interface Amount {
  readonly amount: number;
  /** A sentence's end, such as `taken as thousands`. */
  readonly guessed?: string;
}

/** Digits in groups of three, or as India writes them: the last three, then twos. */
const GROUPED = /^\d{1,3}([.,])\d{3}(?:\1\d{3})*$|^\d{1,2}(?:,\d{2})+,\d{3}$/;

/**
 * Reads digits with separators: `1234.5`, `1.234,50`, `1,29,999`, `1 234`, `1'234.50`.
 *
 * Of two kinds of separator the last is the decimal one. One separator alone before exactly three digits is ambiguous: it
 * is decimal if the currency has three decimals, thousands in every other currency, and without a currency a comma is
 * taken as thousands and a full stop as decimal, as programs write it.
 *
 * @param decimals Of the currency, if it is known.
 * @returns `undefined` if the text is no amount.
 */
export function parseAmount(text: string, decimals: number | undefined): Amount | undefined {
  const digits = withoutSpaces(text);
  if (digits === undefined || !/^(?:\d[\d.,]*|[.,]\d+)$/.test(digits)) return undefined;
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  if (last < 0) return { amount: Number(digits) };
  const [whole, fraction] = [digits.slice(0, last), digits.slice(last + 1)];
  const mark = digits[last] as '.' | ',';
  if (/[.,]/.test(whole)) return ofSeveral(digits, whole, fraction, mark);
  if (fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole)) return ofThree(whole, fraction, mark, decimals);
  return { amount: Number(`${whole || '0'}.${fraction || '0'}`) };
}

/** With more than one separator. */
function ofSeveral(digits: string, whole: string, fraction: string, mark: '.' | ','): Amount | undefined {
  if (!whole.includes(mark)) {
    if (!GROUPED.test(whole)) return undefined;
    return { amount: Number(`${plain(whole)}.${fraction || '0'}`) };
  }
  if (GROUPED.test(digits)) return { amount: Number(plain(digits)) };
  // `1.299.00`: a program put the decimals behind an amount that was grouped already.
  if (fraction.length === 2 && GROUPED.test(whole))
    return { amount: Number(`${plain(whole)}.${fraction}`), guessed: 'its last separator taken as decimal' };
  return undefined;
}

/** One separator before three digits. */
function ofThree(whole: string, fraction: string, mark: '.' | ',', decimals: number | undefined): Amount {
  const asDecimal = { amount: Number(`${whole}.${fraction}`) };
  const asThousands = { amount: Number(whole + fraction) };
  if (decimals === undefined)
    return mark === '.'
      ? { ...asDecimal, guessed: 'its full stop taken as decimal' }
      : { ...asThousands, guessed: 'its comma taken as thousands' };
  if (decimals === 3)
    return mark === '.' ? asDecimal : { ...asDecimal, guessed: 'its comma taken as decimal' };
  return asThousands;
}

/** Spaces and apostrophes group by three, or the text is no amount. */
function withoutSpaces(text: string): string | undefined {
  if (!/[\s'’]/.test(text)) return text;
  if (!/^\d{1,3}(?:[\s'’]\d{3})+(?:[.,]\d*)?$/.test(text)) return undefined;
  return text.replace(/[\s'’]/g, '');
}

function plain(digits: string): string {
  return digits.replace(/[.,]/g, '');
}
