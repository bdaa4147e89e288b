/** An amount of money; the currency where the text says. */
export interface Price {
  readonly price: number;
  readonly currency?: string;
}

const SIGNS: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP', '¥': 'JPY', '₹': 'INR' };

/**
 * Reads a price as feeds write it: `12.5`, `12,50`, `1.234,50 €`, `$1,234.50`, `15.00 USD`.
 * Of two kinds of separator the last is the decimal one; of one kind, alone and followed by exactly three digits, it groups.
 *
 * @returns Nothing, if it is no price.
 */
export function parsePrice(value: unknown): Price | undefined {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? { price: value } : undefined;
  if (typeof value !== 'string') return undefined;
  const match = /^([A-Z]{3}|[$€£¥₹])?\s*(\d[\d.,' \u00a0\u202f]*?)\s*([A-Z]{3}|[$€£¥₹])?$/.exec(value.trim());
  if (!match) return undefined;
  const price = parseAmount(match[2]!.replace(/[' \u00a0\u202f]/g, ''));
  if (price === undefined) return undefined;
  const unit = match[1] ?? match[3];
  return { price, ...(unit && { currency: SIGNS[unit] ?? unit }) };
}

function parseAmount(digits: string): number | undefined {
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  if (last < 0) return Number(digits);
  const mark = digits[last]!;
  const other = mark === '.' ? ',' : '.';
  const single = digits.indexOf(mark) === last;
  // A comma before three digits groups thousands; a full stop there is taken as decimal, as program output writes it.
  const groups = !single || (mark === ',' && !digits.includes(other) && digits.length - last === 4);
  const [whole, fraction] = groups ? [digits, ''] : [digits.slice(0, last), digits.slice(last + 1)];
  if (!/^\d*$/.test(fraction) || (groups && digits.includes(other))) return undefined;
  if (!/^\d{1,3}([.,]\d{3})*$|^\d+$/.test(whole)) return undefined;
  return Number(`${whole.replace(/[.,]/g, '')}.${fraction || '0'}`);
}
